using Platform.Aws.Calls;
using Platform.Aws.Failures;
using Platform.Aws.Glue;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Lake.Catalog.Glue;

/// <summary>
/// The AWS Glue catalog. Tables are deployed by infrastructure; partitions and <c>_latest</c> are the job's. Glue cannot compare when it writes a partition, so that all
/// requests of a publication are signed for the moment it was checked (<see cref="SignedAt"/>): AWS refuses what a frozen process sends later.
/// </summary>
public sealed class GlueCatalog : ICatalog
{
    /// <summary>Glue's limit of one BatchDeletePartition.</summary>
    private const int DeleteBatch = 25;

    /// <summary>Glue's limit of one BatchUpdatePartition.</summary>
    private const int UpdateBatch = 100;

    /// <summary>Glue's limit of one GetPartitions page.</summary>
    private const int Page = 1_000;

    /// <summary>A pointer that changes under every one of so many tries is changed by something else than publications.</summary>
    private const int MaxTries = 60;

    private readonly AwsClient _client;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset? _signedAt;

    public GlueCatalog(AwsClient client, TimeProvider time) : this(client, time, null)
    {
    }

    private GlueCatalog(AwsClient client, TimeProvider time, DateTimeOffset? signedAt)
    {
        _client = client;
        _time = time;
        _signedAt = signedAt;
    }

    public bool ComparesPublications => false;

    public bool CopiesColumns => true;

    public ICatalog SignedAt(DateTimeOffset moment) => new GlueCatalog(_client, _time, moment);

    public async Task CheckDeployedAsync(TableIdentifier table, CancellationToken cancellation) =>
        _ = await FindAsync(table, cancellation).ConfigureAwait(false) ?? throw GlueFailures.TableMissing(table);

    public async Task EnsureTableAsync(TableDefinition definition, CancellationToken cancellation)
    {
        var table = await FindAsync(definition.Identifier, cancellation).ConfigureAwait(false) ?? throw GlueFailures.TableMissing(definition.Identifier);
        GlueTables.CheckDeployed(definition, table);
    }

    public async Task<TableDefinition?> GetTableAsync(TableIdentifier table, CancellationToken cancellation) =>
        await FindAsync(table, cancellation).ConfigureAwait(false) is { } found ? GlueTables.ToDefinition(table, found) : null;

    public async Task<Pointer?> GetPartitionAsync(TableIdentifier table, SnapshotTime time, CancellationToken cancellation)
    {
        try
        {
            var answer = await CallAsync(GlueOperations.GetPartition, new GetPartitionRequest(table.Database, table.Name, GluePointers.Values(time)), table, cancellation).ConfigureAwait(false);
            return GluePointers.ToPointer(answer.Partition.StorageDescriptor, answer.Partition.Parameters);
        }
        catch (AwsServiceException e) when (e.Code == GlueFailures.NotFound)
        {
            return null;
        }
    }

    public async Task PutPartitionAsync(TableIdentifier table, Pointer pointer, CancellationToken cancellation)
    {
        var deployed = await FindAsync(table, cancellation).ConfigureAwait(false) ?? throw GlueFailures.TableMissing(table);
        var partition = GluePointers.ToPartition(pointer, deployed);
        for (var tries = 1; ; tries++)
        {
            try
            {
                await CallAsync(GlueOperations.CreatePartition, new CreatePartitionRequest(table.Database, table.Name, partition), table, cancellation).ConfigureAwait(false);
                return;
            }
            catch (AwsServiceException e) when (e.Code == GlueFailures.AlreadyExists)
            {
                // Replaced below: from an earlier publication, or from a sending of ours whose answer was lost.
            }
            catch (AwsServiceException e) when (e.Code == GlueFailures.NotFound)
            {
                throw GlueFailures.TableMissing(table, e);
            }
            try
            {
                await CallAsync(GlueOperations.UpdatePartition, new UpdatePartitionRequest(table.Database, table.Name, partition.Values, partition), table, cancellation).ConfigureAwait(false);
                return;
            }
            catch (AwsServiceException e) when (e.Code == GlueFailures.NotFound && tries < MaxTries)
            {
                // Removed in between: created again.
            }
        }
    }

    public async Task RewritePartitionsAsync(TableIdentifier table, IReadOnlyCollection<Pointer> pointers, CancellationToken cancellation)
    {
        var deployed = await FindAsync(table, cancellation).ConfigureAwait(false) ?? throw GlueFailures.TableMissing(table);
        foreach (var batch in pointers.Select(pointer => GluePointers.ToPartition(pointer, deployed)).Chunk(UpdateBatch))
        {
            var request = new BatchUpdatePartitionRequest(table.Database, table.Name, [.. batch.Select(partition => new PartitionUpdate(partition.Values, partition))]);
            var answer = await CallAsync(GlueOperations.BatchUpdatePartition, request, table, cancellation).ConfigureAwait(false);
            if (answer.Errors?.FirstOrDefault(error => error.ErrorDetail?.ErrorCode != GlueFailures.NotFound) is { } failed) throw GlueFailures.NotRewritten(table, failed);
        }
    }

    public async Task<IReadOnlyList<Pointer>> ListPartitionsAsync(TableIdentifier table, CancellationToken cancellation)
    {
        var pointers = new List<Pointer>();
        string? next = null;
        try
        {
            do
            {
                var page = await CallAsync(GlueOperations.GetPartitions, new GetPartitionsRequest(table.Database, table.Name, Page, next), table, cancellation).ConfigureAwait(false);
                foreach (var partition in page.Partitions ?? [])
                    if (GluePointers.ToPointer(partition.StorageDescriptor, partition.Parameters) is { } pointer) pointers.Add(pointer);
                next = page.NextToken;
            }
            while (!string.IsNullOrEmpty(next));
        }
        catch (AwsServiceException e) when (e.Code == GlueFailures.NotFound)
        {
            return [];
        }
        pointers.Sort(static (a, b) => a.Parameters.SnapshotTime.CompareTo(b.Parameters.SnapshotTime));
        return pointers;
    }

    public async Task RemovePartitionsAsync(TableIdentifier table, IReadOnlyCollection<SnapshotTime> times, CancellationToken cancellation)
    {
        foreach (var batch in times.Chunk(DeleteBatch))
        {
            var request = new BatchDeletePartitionRequest(table.Database, table.Name, [.. batch.Select(t => new PartitionValues(GluePointers.Values(t)))]);
            var answer = await CallAsync(GlueOperations.BatchDeletePartition, request, table, cancellation).ConfigureAwait(false);
            var failed = answer.Errors?.FirstOrDefault(e => e.ErrorDetail?.ErrorCode != GlueFailures.NotFound);
            if (failed is not null) throw GlueFailures.NotRemoved(table, failed);
        }
    }

    public async Task<Pointer?> GetLatestAsync(TableIdentifier table, CancellationToken cancellation) =>
        await FindAsync(table.Latest, cancellation).ConfigureAwait(false) is { } latest ? GluePointers.ToPointer(latest.StorageDescriptor, latest.Parameters) : null;

    public Task<LatestMove> MoveLatestAsync(TableIdentifier table, Pointer pointer, CancellationToken cancellation) =>
        ChangeLatestAsync(table, shown => LatestRule.Decide(shown, pointer), cancellation);

    public Task SetLatestAsync(TableIdentifier table, Pointer pointer, CancellationToken cancellation) =>
        ChangeLatestAsync(table, _ => (LatestMove.Moved, pointer), cancellation);

    /// <summary>Reads <c>_latest</c>, decides, and writes it unless it was changed in between: then again.</summary>
    private async Task<LatestMove> ChangeLatestAsync(TableIdentifier table, Func<Pointer?, (LatestMove Move, Pointer Shows)> decide, CancellationToken cancellation)
    {
        var deployed = await FindAsync(table, cancellation).ConfigureAwait(false) ?? throw GlueFailures.TableMissing(table);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            try
            {
                var latest = await FindAsync(table.Latest, cancellation).ConfigureAwait(false);
                var shown = latest is null ? null : GluePointers.ToPointer(latest.StorageDescriptor, latest.Parameters);
                var (move, shows) = decide(shown);
                if (shows.Equals(shown)) return move;
                var input = GluePointers.ToLatest(table.Latest, shows, deployed);
                if (latest is null) await CallAsync(GlueOperations.CreateTable, new CreateTableRequest(table.Database, input), table.Latest, cancellation).ConfigureAwait(false);
                else await CallAsync(GlueOperations.UpdateTable, new UpdateTableRequest(table.Database, input, SkipArchive: true, latest.VersionId), table.Latest, cancellation).ConfigureAwait(false);
                return move;
            }
            catch (AwsServiceException e) when (e.Code is GlueFailures.AlreadyExists or GlueFailures.NotFound or GlueFailures.Concurrent)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 + (10 * tries))), _time, cancellation).ConfigureAwait(false);
            }
        }
        throw GlueFailures.NeverStill(table.Latest);
    }

    private async Task<GlueTable?> FindAsync(TableIdentifier table, CancellationToken cancellation)
    {
        try
        {
            return (await CallAsync(GlueOperations.GetTable, new GetTableRequest(table.Database, table.Name), table, cancellation).ConfigureAwait(false)).Table;
        }
        catch (AwsServiceException e) when (e.Code == GlueFailures.NotFound)
        {
            return null;
        }
    }

    /// <summary>Answers of the protocol come out as they are; everything else as what it means for the run.</summary>
    private async Task<TAnswer> CallAsync<TRequest, TAnswer>(AwsOperation<TRequest, TAnswer> operation, TRequest request, TableIdentifier table, CancellationToken cancellation)
    {
        try
        {
            return await _client.CallAsync(operation, request, _signedAt, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not AwsServiceException { Code: GlueFailures.NotFound or GlueFailures.AlreadyExists or GlueFailures.Concurrent })
        {
            cancellation.ThrowIfCancellationRequested();
            throw AwsFailures.Translate(e, Stage.Publish, $"catalog table {table}");
        }
    }
}
