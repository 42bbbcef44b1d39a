namespace Platform.Ledger.Drills;

/// <summary>A snapshot that was restored where nobody looks, proved and dropped again; or that could not be.</summary>
public sealed record Drill
{
    public required string Source { get; init; }

    public required string SchemaName { get; init; }

    public required string TableName { get; init; }

    public required DateTimeOffset SnapshotTime { get; init; }

    /// <summary>Of the snapshot.</summary>
    public required string Location { get; init; }

    /// <summary>The database by the name that a person gave it.</summary>
    public required string Target { get; init; }

    /// <summary><c>proved</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>From the start of the restore to its proof, or to the failure.</summary>
    public required double RecoverySeconds { get; init; }

    public long? Rows { get; init; }

    public long? Bytes { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorHint { get; init; }
}
