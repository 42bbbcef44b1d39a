namespace Platform.Lake.Manifest;

/// <summary>Which snapshot this is, and which attempt at it.</summary>
public sealed record ManifestIdentity
{
    public required string Stack { get; init; }

    public required string Source { get; init; }

    public required string Schema { get; init; }

    public required string Table { get; init; }

    /// <summary><c>main</c> for the first output.</summary>
    public required string Output { get; init; }

    public required DateTimeOffset SnapshotTime { get; init; }

    /// <summary>ULID.</summary>
    public required string Attempt { get; init; }

    /// <summary>Number of the run in the ledger.</summary>
    public required long Run { get; init; }

    /// <summary>Consistency group, where the table was read in one.</summary>
    public string? Group { get; init; }
}
