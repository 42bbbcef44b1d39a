namespace Platform.Sources.Postgres.Schema;

/// <summary>A unique index over plain columns that holds for the whole table (valid, not partial, not deferred).</summary>
/// <param name="Name">Of the index.</param>
/// <param name="Primary">It is the primary key.</param>
/// <param name="Columns">Column names in key order.</param>
public sealed record LiveIndex(string Name, bool Primary, IReadOnlyList<string> Columns);
