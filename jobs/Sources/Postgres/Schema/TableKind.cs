namespace Platform.Sources.Postgres.Schema;

/// <summary>What a relation is: <c>pg_class.relkind</c>.</summary>
public enum TableKind
{
    Table,
    PartitionedTable,
    View,
    MaterializedView,
    ForeignTable,
}
