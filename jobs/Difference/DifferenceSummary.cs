using Platform.Difference.Comparing;

namespace Platform.Difference;

/// <summary>What a comparison found: counts and names, never a value of a cell.</summary>
public sealed record DifferenceSummary
{
    public required string Source { get; init; }

    /// <summary><c>schema.table</c>.</summary>
    public required string Table { get; init; }

    /// <summary>What rows were matched on.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    public required ComparedSnapshot From { get; init; }

    public required ComparedSnapshot To { get; init; }

    public required long Inserted { get; init; }

    public required long Updated { get; init; }

    public required long Deleted { get; init; }

    public required long Unchanged { get; init; }

    /// <summary>Columns that updates are in, and in how many rows each.</summary>
    public required IReadOnlyList<ColumnChanges> Columns { get; init; }

    /// <summary>Columns that only the new snapshot has.</summary>
    public required IReadOnlyList<string> Added { get; init; }

    /// <summary>Columns that only the old one has.</summary>
    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>Columns whose type is of another kind, so that they were not compared.</summary>
    public required IReadOnlyList<RetypedColumn> Retyped { get; init; }

    /// <summary>Where the change feed is; null where none was asked for.</summary>
    public string? Changes { get; init; }
}

/// <summary>One of the two snapshots.</summary>
/// <param name="SnapshotTime">In UTC, as <c>2026-03-01T10:00:00Z</c>.</param>
/// <param name="Location">Of its manifest.</param>
/// <param name="Rows">It has.</param>
/// <param name="Late">It was captured too late, and accepted by a person.</param>
public sealed record ComparedSnapshot(string SnapshotTime, string Location, long Rows, bool Late);
