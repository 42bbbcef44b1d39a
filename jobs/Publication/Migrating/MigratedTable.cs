using Platform.Lake.Catalog;

namespace Platform.Publication.Migrating;

/// <summary>What became of the partitions of a table whose columns have changed.</summary>
/// <param name="Table">The catalog table.</param>
/// <param name="Partitions">All there are.</param>
/// <param name="Migrated">Those that have the table's columns now and had others; without a change, those that would.</param>
/// <param name="Left">Those that another process is replacing, or that the ledger does not know: left as they are.</param>
public sealed record MigratedTable(TableIdentifier Table, int Partitions, int Migrated, int Left);
