using Platform.Registry.Entries;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Describing;

/// <summary>A table of the source.</summary>
/// <param name="Name">Schema and name.</param>
/// <param name="Kind">A table or a partitioned table.</param>
/// <param name="Readable">The role has USAGE on its schema and SELECT on it or on some of its columns.</param>
public sealed record ListedTable(TableName Name, TableKind Kind, bool Readable);
