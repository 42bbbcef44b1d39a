using Platform.Registry.Entries;

namespace Platform.Sources.Postgres.Schema;

/// <summary>One relation that holds rows of a table: the table itself, a partition, an inheritance child.</summary>
/// <param name="Oid">Of the relation.</param>
/// <param name="Name">Schema and name.</param>
/// <param name="Kind">Table, materialized view or foreign table.</param>
/// <param name="Heap">Its access method is heap, so that ctid ranges mean block ranges.</param>
/// <param name="Bytes"><c>pg_relation_size</c>: the main fork, true also where the table was never analysed; 0 for a foreign table.</param>
/// <param name="Readable">The role may read it directly: schema usage, every column and ctid, and no row-level security.</param>
public sealed record LiveLeaf(uint Oid, TableName Name, TableKind Kind, bool Heap, long Bytes, bool Readable);
