using Platform.Fakes.Glue;
using Platform.Lake.Catalog;
using Platform.Lake.Catalog.Glue;
using Platform.Registry.Entries;

namespace Platform.Lake.Tests.Catalog.Glue;

/// <summary>A Glue catalog whose tables are deployed just before they are asked for: the suite of every catalog asks with <c>EnsureTable</c>, where Glue only checks.</summary>
internal sealed class DeployedCatalog(FakeGlue fake, GlueCatalog catalog) : ICatalog
{
    public bool ComparesPublications => catalog.ComparesPublications;

    public Task EnsureTableAsync(TableDefinition definition, CancellationToken cancellation)
    {
        GlueSite.Deploy(fake, definition);
        return catalog.EnsureTableAsync(definition, cancellation);
    }

    public Task<TableDefinition?> GetTableAsync(TableIdentifier table, CancellationToken cancellation) => catalog.GetTableAsync(table, cancellation);

    public Task<Pointer?> GetPartitionAsync(TableIdentifier table, SnapshotTime time, CancellationToken cancellation) => catalog.GetPartitionAsync(table, time, cancellation);

    public Task PutPartitionAsync(TableIdentifier table, Pointer pointer, CancellationToken cancellation) => catalog.PutPartitionAsync(table, pointer, cancellation);

    public Task<IReadOnlyList<Pointer>> ListPartitionsAsync(TableIdentifier table, CancellationToken cancellation) => catalog.ListPartitionsAsync(table, cancellation);

    public Task RemovePartitionsAsync(TableIdentifier table, IReadOnlyCollection<SnapshotTime> times, CancellationToken cancellation) => catalog.RemovePartitionsAsync(table, times, cancellation);

    public Task<Pointer?> GetLatestAsync(TableIdentifier table, CancellationToken cancellation) => catalog.GetLatestAsync(table, cancellation);

    public Task<LatestMove> MoveLatestAsync(TableIdentifier table, Pointer pointer, CancellationToken cancellation) => catalog.MoveLatestAsync(table, pointer, cancellation);

    public Task SetLatestAsync(TableIdentifier table, Pointer pointer, CancellationToken cancellation) => catalog.SetLatestAsync(table, pointer, cancellation);
}
