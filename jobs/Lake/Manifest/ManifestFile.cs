namespace Platform.Lake.Manifest;

/// <summary>One data file.</summary>
public sealed record ManifestFile
{
    /// <summary>0-based, as in <c>part-00000</c>.</summary>
    public required int Number { get; init; }

    /// <summary>Relative to the attempt's prefix, so that a copied snapshot stays readable.</summary>
    public required string Name { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Such as <c>crc64nvme</c>.</summary>
    public required string ChecksumAlgorithm { get; init; }

    /// <summary>Of the whole file, lower-case hexadecimal.</summary>
    public required string Checksum { get; init; }

    public required long Rows { get; init; }

    /// <summary>Null for formats without row groups.</summary>
    public int? RowGroups { get; init; }

    public ManifestProof? Proof { get; init; }
}
