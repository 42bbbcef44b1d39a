using Platform.Aws.Calls;
using Platform.Aws.Failures;
using Platform.Aws.Glue;
using Platform.Lake.Athena;
using Platform.Lake.Catalog;
using Platform.Lake.Objects;
using Platform.Lake.Objects.S3;
using Platform.Operator.Answers;
using Platform.Operator.Desk;
using Platform.Registry.Deployment;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Registry.Loading;

namespace Platform.Operator.Doctoring;

/// <summary>What the job of one table asks of S3, Glue and Athena. Every call reads, is refused by the service after its permission was checked, or removes what is not there.</summary>
internal sealed class JobNeeds(Stack stack, RegistryContents registry, StackArns arns, S3ObjectStore store, ICatalog catalog, AwsClient client, TimeProvider clock)
{
    /// <summary>Before anything was snapshotted: no partition, no object.</summary>
    private static readonly SnapshotTime Never = new(DateTimeOffset.UnixEpoch);

    public IEnumerable<Probe> Of(Entry entry)
    {
        var prefix = ObjectLayout.TablePrefix(entry.Source, entry.Table);
        // A folder that no attempt writes below.
        var nowhere = $"{prefix}_doctor/";
        var table = stack.TableOf(entry);
        yield return new Probe($"list {entry.FullName}", ["s3:ListBucket"], [arns.Bucket], token => FirstAsync(store.ListAsync(nowhere, token)));
        yield return new Probe($"list uploads of {entry.FullName}", ["s3:ListBucketMultipartUploads"], [arns.Bucket], token => store.AbortUploadsAsync(nowhere, token));
        yield return new Probe($"list versions of {entry.FullName}", ["s3:ListBucketVersions"], [arns.Bucket], token => FirstAsync(store.DeleteForeverAsync(nowhere, null, token)));
        yield return new Probe($"read objects of {entry.FullName}", [PolicyStatement.Allow(["s3:GetObject"], [arns.Objects(prefix)]), arns.DataKey("kms:Decrypt")], token => ReadAsync(table, token));
        yield return new Probe($"write objects of {entry.FullName}", [PolicyStatement.Allow(["s3:PutObject", "s3:PutObjectTagging"], [arns.Objects(prefix)]), arns.DataKey("kms:GenerateDataKey")], token => PutAsync(table, token));
        yield return new Probe($"delete objects of {entry.FullName}", ["s3:DeleteObjectVersion"], [arns.Objects(prefix)], token => store.CheckDeleteAllowedAsync(nowhere, token));
        yield return new Probe($"abort uploads of {entry.FullName}", ["s3:AbortMultipartUpload"], [arns.Objects(prefix)], token => store.CheckAbortAllowedAsync(nowhere, token));
        yield return new Probe($"read the entry of {entry.FullName}", ["s3:GetObject"], [arns.Objects(ObjectLayout.EntryPrefix(entry.Source, entry.Table))], token => ReadEntryAsync(entry, token));
        foreach (var probe in entry.EachOutput().SelectMany(output => OfCatalog(stack.TableOf(output)))) yield return probe;
        if (!entry.VerifyInAthena) yield break;
        yield return new Probe(
            $"ask workgroup {CloudName.Workgroup(stack.Name)}", ["athena:StartQueryExecution", "athena:GetQueryExecution", "athena:GetQueryResults", "athena:StopQueryExecution"], [arns.Workgroup],
            token => new AthenaQueries(client, CloudName.Workgroup(stack.Name), clock).RunAsync("select 1", table.Database, 1, token));
    }

    private IEnumerable<Probe> OfCatalog(TableIdentifier table)
    {
        string[] glue = arns.Table(table);
        yield return new Probe($"look at {table}", ["glue:GetTable", "glue:GetPartition", "glue:GetPartitions"], glue, token => LookAsync(table, token));
        yield return new Probe($"create partitions of {table}", ["glue:CreatePartition"], glue, token => CreateAsync(table, token));
        yield return new Probe($"update partitions of {table}", ["glue:UpdatePartition"], glue, token => UpdateAsync(table, token));
        yield return new Probe($"remove partitions of {table}", ["glue:BatchDeletePartition"], glue, token => catalog.RemovePartitionsAsync(table, [Never], token));
        yield return new Probe($"move {table.Latest}", ["glue:CreateTable", "glue:UpdateTable"], arns.Table(table.Latest), token => CreateLatestAsync(table, token));
    }

    private static async Task FirstAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items) return;
    }

    /// <summary>S3 answers "forbidden" about an object that is missing to whom it does not let list: only one that is there tells.</summary>
    private async Task ReadEntryAsync(Entry entry, CancellationToken cancellationToken)
    {
        var key = ObjectLayout.EntryKey(entry.Source, entry.Table, EntryDocument.Hash(registry.DocumentOf(entry).ToBytes()));
        if (await store.StatAsync(key, cancellationToken) is null) throw NotYet($"the entry of {entry.FullName} is not deployed as it stands in the registry: pulumi up");
    }

    /// <summary>A byte: a look at its head alone needs no key.</summary>
    private async Task ReadAsync(TableIdentifier table, CancellationToken cancellationToken)
    {
        await using var manifest = await store.OpenReadAsync(await ManifestAsync(table, cancellationToken), new ByteRange(0, 1), cancellationToken);
        await manifest.ReadExactlyAsync(new byte[1], cancellationToken);
    }

    /// <summary>The object is there, so that nothing is written, and the request is judged whole.</summary>
    private async Task PutAsync(TableIdentifier table, CancellationToken cancellationToken)
    {
        var key = await ManifestAsync(table, cancellationToken);
        try
        {
            await store.PutAsync(key, ReadOnlyMemory<byte>.Empty, new UploadOptions(), cancellationToken);
        }
        catch (PlatformException there) when (there.Kind == FailureKinds.ObjectExists)
        {
        }
    }

    /// <summary>The manifest of the newest snapshot.</summary>
    private async Task<string> ManifestAsync(TableIdentifier table, CancellationToken cancellationToken) => await catalog.GetLatestAsync(table, cancellationToken) is { } latest
        ? latest.Location.AbsoluteUri[(store.Lake.AbsoluteUri.TrimEnd('/').Length + 1)..] + ObjectLayout.ManifestName
        : throw NotYet($"{table} has no snapshot yet: whether its objects may be read and written shows with the first");

    private async Task LookAsync(TableIdentifier table, CancellationToken cancellationToken)
    {
        await catalog.CheckDeployedAsync(table, cancellationToken);
        await catalog.GetPartitionAsync(table, Never, cancellationToken);
        try
        {
            await client.CallAsync(GlueOperations.GetPartitions, new GetPartitionsRequest(table.Database, table.Name, MaxResults: 1, NextToken: null), signedAt: null, cancellationToken);
        }
        catch (Exception e) when (e is not PlatformException and not OperationCanceledException)
        {
            throw AwsFailures.Translate(e, Stage.Configure, $"catalog table {table}");
        }
    }

    /// <summary>One value for two keys: refused as invalid, once it is allowed.</summary>
    private Task CreateAsync(TableIdentifier table, CancellationToken cancellationToken) => RefusedAsync(
        client.CallAsync(GlueOperations.CreatePartition, new CreatePartitionRequest(table.Database, table.Name, new GluePartition { Values = [Never.DatePartition] }), signedAt: null, cancellationToken),
        $"catalog table {table}", "InvalidInputException");

    private Task UpdateAsync(TableIdentifier table, CancellationToken cancellationToken)
    {
        string[] values = [Never.DatePartition, Never.HourPartition];
        var request = new UpdatePartitionRequest(table.Database, table.Name, values, new GluePartition { Values = values });
        return RefusedAsync(client.CallAsync(GlueOperations.UpdatePartition, request, signedAt: null, cancellationToken), $"catalog table {table}", "EntityNotFoundException");
    }

    private async Task CreateLatestAsync(TableIdentifier table, CancellationToken cancellationToken)
    {
        if (await catalog.GetLatestAsync(table, cancellationToken) is null) throw NotYet($"{table.Latest} is made with the first snapshot: whether it may be shows then");
        var request = new CreateTableRequest(table.Database, new GlueTableInput { Name = table.Latest.Name });
        await RefusedAsync(client.CallAsync(GlueOperations.CreateTable, request, signedAt: null, cancellationToken), $"catalog table {table.Latest}", "AlreadyExistsException");
    }

    /// <summary>A call that the service must refuse for what it asks, and not for who asks.</summary>
    private static async Task RefusedAsync<T>(Task<T> call, string resource, string expected)
    {
        try
        {
            await call;
        }
        catch (AwsServiceException refused) when (refused.Code == expected)
        {
        }
        catch (Exception e) when (e is not PlatformException and not OperationCanceledException)
        {
            throw AwsFailures.Translate(e, Stage.Configure, resource);
        }
    }

    private static PlatformException NotYet(string message) => new(Stage.Publish, ExitCode.Unavailable, message) { Kind = Diagnosis.NotYet };
}
