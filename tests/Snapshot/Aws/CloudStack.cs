using Platform.Fakes.Glue;
using Platform.Fakes.S3;
using Platform.Fakes.Signing;
using Platform.Registry.Entries;
using Platform.Registry.Layout;
using Platform.Services;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Aws;

/// <summary>A stack whose lake is a bucket and whose catalog is Glue: the job binary run against them as AWS Batch would.</summary>
internal sealed class CloudStack : IAsyncDisposable
{
    public const string LakePrefix = "stage";
    public const string KmsKey = "arn:aws:kms:eu-west-1:123456789012:key/0f0f0f0f-0000-0000-0000-000000000000";
    public const string Database = "test_shop";

    private CloudStack(JobStack stack, FakeS3 s3, FakeGlue glue)
    {
        Stack = stack;
        S3 = s3;
        Glue = glue;
    }

    public JobStack Stack { get; }

    public FakeS3 S3 { get; }

    public FakeGlue Glue { get; }

    public static async Task<CloudStack> CreateAsync() =>
        new(await JobStack.CreateAsync(), await FakeS3.StartAsync(new S3Rules { KmsKey = KmsKey }), await FakeGlue.StartAsync(Database));

    /// <summary>Makes the catalog table and the entry's document, as a deployment does, and answers the job's environment.</summary>
    public Dictionary<string, string> Deploy(Entry entry, params (string Name, string Type)[] columns)
    {
        Glue.Deploy(Database, CatalogNames.Table(entry.Table, entry.Version), null, "parquet", columns);
        var bytes = EntryDocument.Of(entry, new SourceSettings { Name = entry.Source }).ToBytes();
        var hash = EntryDocument.Hash(bytes);
        var environment = Stack.Environment(entry);
        environment["AWS_ACCESS_KEY_ID"] = FakeCredentials.Default.AccessKey;
        environment["AWS_SECRET_ACCESS_KEY"] = FakeCredentials.Default.SecretKey;
        environment["AWS_SESSION_TOKEN"] = FakeCredentials.Default.SessionToken!;
        environment["AWS_REGION"] = FakeS3.Region;
        environment["AWS_ENDPOINT_URL_S3"] = S3.Endpoint.AbsoluteUri;
        environment["AWS_ENDPOINT_URL_GLUE"] = Glue.Endpoint.AbsoluteUri;
        environment["PLATFORM_LAKE"] = $"s3://{FakeS3.BucketName}/{LakePrefix}";
        environment["PLATFORM_LAKE_OWNER"] = S3.Bucket.Rules.Owner;
        environment["PLATFORM_LAKE_KEY"] = KmsKey;
        environment["PLATFORM_OBJECT_TAGS"] = "platform:policy=72h-90d";
        var key = ObjectLayout.EntryKey(entry.Source, entry.Table, hash);
        environment["PLATFORM_ENTRY"] = $"s3://{FakeS3.BucketName}/{LakePrefix}/{key}#{hash}";
        S3.Bucket.Put(new S3Object($"{LakePrefix}/{key}", bytes, DateTimeOffset.UnixEpoch) { ETag = S3Bucket.ETagOf(bytes) }, ifNoneMatch: false);
        return environment;
    }

    public Task<JobRun> RunAsync(Entry entry, IReadOnlyDictionary<string, string> environment) => RunAsync(entry, environment, Stack.Hour);

    public async Task<JobRun> RunAsync(Entry entry, IReadOnlyDictionary<string, string> environment, SnapshotTime at, params string[] further)
    {
        using var job = new RunningJob(["--table", entry.Table.ToString(), "--at", at.ToString(), .. further], environment);
        return await job.EndAsync();
    }

    public RunningJob Start(Entry entry, IReadOnlyDictionary<string, string> environment) =>
        new(["--table", entry.Table.ToString(), "--at", Stack.Hour.ToString()], environment);

    /// <summary>Waits until a part of an upload is on its way.</summary>
    public Task UploadingAsync() => Waiting.UntilAsync(() => Task.FromResult(S3.Bucket.Uploads.Count > 0 && S3.Count("UploadPart") > 0), "a part is uploaded");

    /// <summary>Keys of everything that attempts wrote.</summary>
    public IReadOnlyList<string> Written() => [.. S3.Bucket.Objects.Select(o => o.Key).Where(k => !k.Contains("/_registry/", StringComparison.Ordinal))];

    /// <summary>The file of the published snapshot, after the catalog, the ledger and the bucket were found to agree; <c>s3://</c>.</summary>
    public async Task<string> PublishedAsync(Entry entry)
    {
        var partition = Glue.Partitions(Database, CatalogNames.Table(entry.Table, entry.Version))[$"{Stack.Hour.DatePartition}/{Stack.Hour.HourPartition}"];
        var location = partition["StorageDescriptor"]!["Location"]!.GetValue<string>();
        Assert.Equal(location, await Stack.Ledger.ScalarAsync<string>("select location from platform.run where status = 'succeeded'"));
        Assert.Equal(location, Glue.Table(Database, CatalogNames.Latest(entry.Table, entry.Version))!["StorageDescriptor"]!["Location"]!.GetValue<string>());
        var prefix = location[$"s3://{FakeS3.BucketName}/".Length..];
        Assert.Contains(prefix + ObjectLayout.ManifestName, Written());
        var part = Assert.Single(S3.Bucket.Objects, o => o.Key.StartsWith(prefix + "part-", StringComparison.Ordinal));
        Assert.Equal((KmsKey, "72h-90d"), (part.KmsKey, part.Tags["platform:policy"]));
        return $"s3://{FakeS3.BucketName}/{part.Key}";
    }

    /// <summary>What is published holds, as DuckDB reads it from S3 over HTTP, every value that the source's table holds, and no more.</summary>
    public async Task AssertPublishedAsync(Entry entry)
    {
        var columns = string.Join(", ", entry.Columns.Select(column => column.Name));
        var values = $"select count(*)::varchar, md5(string_agg(concat_ws('|', {columns}), ',' order by {columns})) from ";
        var held = await Stack.Source.ScalarAsync<string>($"select concat_ws('|', count, md5) from ({values}{entry.Table}) as t");
        Assert.Equal(held, LakeReader.Query(S3, $"{values}read_parquet('{await PublishedAsync(entry)}')"));
    }

    public async ValueTask DisposeAsync()
    {
        await S3.DisposeAsync();
        await Glue.DisposeAsync();
        Stack.Dispose();
    }
}
