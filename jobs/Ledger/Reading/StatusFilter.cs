using Platform.Registry.Entries;

namespace Platform.Ledger.Reading;

/// <summary>Which runs to show; everything given must hold.</summary>
public sealed record StatusFilter
{
    public string? Source { get; init; }

    public TableName? Table { get; init; }

    /// <summary>Of the entry; null = all.</summary>
    public string? Output { get; init; }

    /// <summary>Only runs that failed, or whose replacement did.</summary>
    public bool Failed { get; init; }

    /// <summary>Snapshot times from here on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Exactly this snapshot time.</summary>
    public SnapshotTime? At { get; init; }

    /// <summary>Only runs whose snapshot a person holds <c>_latest</c> at.</summary>
    public bool Pinned { get; init; }

    /// <summary>Only runs with a snapshot that readers see.</summary>
    public bool Published { get; init; }

    /// <summary>At most so many rows, the newest first.</summary>
    public int Limit { get; init; } = 1000;
}
