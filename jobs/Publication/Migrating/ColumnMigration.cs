using Platform.Lake.Catalog;
using Platform.Ledger;
using Platform.Registry.Failures;
using Platform.Registry.Types;

namespace Platform.Publication.Migrating;

/// <summary>
/// Copies a table's columns onto its earlier partitions, where readers read each partition by its own. What a partition points at stays: the catalog is told again of a publication that is
/// still the newest, with a request that is signed for the moment at which the ledger said so, and whoever replaces that snapshot waits meanwhile, as for any sender. It may be ended at any
/// time and run again: partitions that have the table's columns are not touched.
/// </summary>
public sealed class ColumnMigration(RunLedger ledger, ICatalog catalog, TimeProvider time)
{
    /// <summary>As many as one request of Glue takes, so that what is noted in the ledger is sent at once.</summary>
    private const int Batch = 100;

    /// <param name="table">The catalog table.</param>
    /// <param name="change">False: only tells what would be done.</param>
    /// <param name="cancellation">May come between any two batches.</param>
    /// <exception cref="PlatformException"><c>table-missing</c> (78); <c>columns-incompatible</c> (65), and nothing was changed.</exception>
    public async Task<MigratedTable> RunAsync(TableIdentifier table, bool change, CancellationToken cancellation)
    {
        var definition = await catalog.GetTableAsync(table, cancellation).ConfigureAwait(false)
            ?? throw new PlatformException(Stage.Publish, ExitCode.Configuration, $"catalog table {table} does not exist", "deploy the stack: pulumi up makes it from the table's registry file") { Kind = FailureKinds.TableMissing };
        var partitions = await catalog.ListPartitionsAsync(table, cancellation).ConfigureAwait(false);
        if (!catalog.CopiesColumns) return new MigratedTable(table, partitions.Count, 0, 0);
        var old = partitions.Where(partition => !partition.Columns.SequenceEqual(definition.Columns)).ToList();
        foreach (var columns in old.Select(partition => partition.Columns).DistinctBy(columns => string.Join('\n', columns))) Check(table, columns, definition.Columns);
        if (!change) return new MigratedTable(table, partitions.Count, old.Count, 0);

        var migrated = 0;
        foreach (var batch in old.Chunk(Batch)) migrated += await RewriteAsync(table, batch, definition.Columns, cancellation).ConfigureAwait(false);
        return new MigratedTable(table, partitions.Count, migrated, old.Count - migrated);
    }

    private async Task<int> RewriteAsync(TableIdentifier table, IReadOnlyList<Pointer> batch, IReadOnlyList<CatalogColumn> columns, CancellationToken cancellation)
    {
        var moment = time.GetUtcNow();
        var newest = await ledger.TellAgainAsync([.. batch.Select(partition => partition.Parameters.Publication).Distinct()], cancellation).ConfigureAwait(false);
        var mine = batch.Where(partition => newest.Contains(partition.Parameters.Publication)).Select(partition => partition with { Columns = columns }).ToList();
        if (mine.Count > 0) await catalog.SignedAt(moment).RewritePartitionsAsync(table, mine, cancellation).ConfigureAwait(false);
        await ledger.ToldAgainAsync(newest, cancellation).ConfigureAwait(false);
        return mine.Count;
    }

    private static void Check(TableIdentifier table, IReadOnlyList<CatalogColumn> before, IReadOnlyList<CatalogColumn> after)
    {
        var problems = SchemaChange.Incompatible([.. before.Select(column => (column.Name, column.Type))], [.. after.Select(column => (column.Name, column.Type))]).ToList();
        if (problems.Count == 0) return;
        throw new PlatformException(
            Stage.Schema, ExitCode.Data, $"earlier partitions of {table} cannot be read under its columns: {string.Join("; ", problems)}",
            "raise version in the entry and deploy: a new catalog table begins beside the old one, which takes its columns back")
        { Kind = "columns-incompatible" };
    }
}
