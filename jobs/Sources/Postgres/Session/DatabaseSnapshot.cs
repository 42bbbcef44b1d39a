namespace Platform.Sources.Postgres.Session;

/// <summary>The database snapshot a run reads, as ledger, footer and manifest record it.</summary>
public sealed record DatabaseSnapshot
{
    /// <summary>The exported snapshot's name.</summary>
    public required string Id { get; init; }

    /// <summary>The server's clock right after the snapshot was taken, UTC, microseconds.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>Read just before the snapshot: every commit up to it that had become visible is in the snapshot.</summary>
    public required Observation Lsn { get; init; }

    /// <summary>The snapshot's xmin: transactions below it had all ended.</summary>
    public required Observation Xmin { get; init; }
}
