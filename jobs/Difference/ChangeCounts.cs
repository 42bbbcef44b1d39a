namespace Platform.Difference;

/// <summary>How many rows differ.</summary>
/// <param name="Inserted">Rows whose key only the new snapshot has.</param>
/// <param name="Updated">Rows whose key both have, with another value in some compared column.</param>
/// <param name="Deleted">Rows whose key only the old one has.</param>
/// <param name="Unchanged">All others, counted once.</param>
/// <param name="Columns">The columns that updates are in, in the table's order.</param>
public sealed record ChangeCounts(long Inserted, long Updated, long Deleted, long Unchanged, IReadOnlyList<ColumnChanges> Columns);

/// <summary>Updated rows in which one column differs.</summary>
public sealed record ColumnChanges(string Name, long Updated);
