namespace Platform.Ledger.Reading;

/// <summary>What the ledger knows of one table's newest snapshots; the table's first output only.</summary>
public sealed record TableHistory
{
    public required string Source { get; init; }

    public required string SchemaName { get; init; }

    public required string TableName { get; init; }

    /// <summary>The schedule that the newest run was on, as its entry wrote it.</summary>
    public string? Schedule { get; init; }

    /// <summary>The newest snapshot time that was ever claimed.</summary>
    public required DateTimeOffset Newest { get; init; }

    /// <summary>The newest snapshot time that readers have; null before the first.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>The first snapshot time that was claimed after <see cref="Published"/>; null where there is none.</summary>
    public DateTimeOffset? FirstSince { get; init; }

    /// <summary>Runs after <see cref="Published"/> that failed.</summary>
    public long FailedSince { get; init; }
}
