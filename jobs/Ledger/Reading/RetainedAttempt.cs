namespace Platform.Ledger.Reading;

/// <summary>An attempt whose files are, or may be, in the lake: what retention may have to take away.</summary>
public sealed record RetainedAttempt
{
    public required long RunId { get; init; }

    public required DateTimeOffset SnapshotTime { get; init; }

    public required string AttemptId { get; init; }

    /// <summary><c>running</c>, <c>decided</c>, <c>published</c>, <c>replaced</c>, <c>failed</c>, <c>lost</c> or <c>deleting</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Readers see it: its run's published attempt, not pruned.</summary>
    public bool Shown { get; init; }

    /// <summary>Object prefix, relative to the lake; null where it was never told.</summary>
    public string? Prefix { get; init; }

    /// <summary>The attempt whose files it shares.</summary>
    public string? FilesOf { get; init; }

    public long? Bytes { get; init; }

    /// <summary>How long it has had nothing to do with anybody, in seconds by the ledger's clock.</summary>
    public double QuietSeconds { get; init; }
}
