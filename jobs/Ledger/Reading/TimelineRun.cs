namespace Platform.Ledger.Reading;

/// <summary>A run in brief: what a map of many hours needs of it.</summary>
public sealed record TimelineRun
{
    public required string Source { get; init; }

    public required string SchemaName { get; init; }

    public required string TableName { get; init; }

    public required DateTimeOffset SnapshotTime { get; init; }

    /// <summary><c>pending</c>, <c>running</c>, <c>succeeded</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Running by its row, but its holder's lease is over.</summary>
    public bool Stale { get; init; }

    public bool Published { get; init; }

    public bool Late { get; init; }

    /// <summary>Published once, and since then taken out of the catalog by prune.</summary>
    public bool Pruned { get; init; }
}
