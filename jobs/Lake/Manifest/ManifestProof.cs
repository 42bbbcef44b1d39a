namespace Platform.Lake.Manifest;

/// <summary>
/// What docs/proof.md sums over some rows. Hashes are 16 lower-case hexadecimal digits of the two's complement: JSON numbers lose digits beyond 2^53
/// in many readers.
/// </summary>
public sealed record ManifestProof
{
    /// <summary>Version of docs/proof.md.</summary>
    public required int Version { get; init; }

    public required long Rows { get; init; }

    /// <summary>Sum of the row hashes.</summary>
    public required string RowHash { get; init; }

    /// <summary>In the order of the manifest's columns.</summary>
    public required IReadOnlyList<ManifestColumnProof> Columns { get; init; }
}

/// <summary>Present values of one column and the sum of their hashes.</summary>
public sealed record ManifestColumnProof(string Name, long Present, string Hash);
