using System.Text.Json;

namespace Platform.Lake.Manifest;

/// <summary>
/// <c>_manifest.json</c>, version 1, fixed from the first release: what one attempt read and wrote. It lies beside the parts, is written last, never changes, and suffices
/// to verify the files and to restore the table without ledger or catalog. It holds no cell value, no minimum, no maximum.
/// </summary>
public sealed record SnapshotManifest
{
    /// <summary>The version that this release writes, and the highest it reads.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required ManifestIdentity Identity { get; init; }

    /// <summary>SHA-256 of the entry the run was given, lower-case hexadecimal.</summary>
    public required string EntryHash { get; init; }

    /// <summary>The source's clock right after the database snapshot was taken.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>Captured at - snapshot time, in seconds.</summary>
    public required double LatenessSeconds { get; init; }

    /// <summary>Later than the entry's max_lateness, and accepted by a person.</summary>
    public bool Late { get; init; }

    public required ManifestDatabase Database { get; init; }

    /// <summary>File format of the registry, such as <c>parquet</c>.</summary>
    public required string Format { get; init; }

    public required string Compression { get; init; }

    /// <summary>In the order of the file.</summary>
    public required IReadOnlyList<ManifestColumn> Columns { get; init; }

    /// <summary>Fingerprint of the live schema that was read.</summary>
    public string? SchemaFingerprint { get; init; }

    /// <summary>In order of part number; empty for an empty table only where the format allows no file without rows.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>
    /// The prefix that the files lie under, relative to the lake, where they are an earlier attempt's whose proof was equal; null where they lie beside this manifest.
    /// </summary>
    public string? FilesAt { get; init; }

    public required long Rows { get; init; }

    /// <summary>Sum over the files.</summary>
    public required long Bytes { get; init; }

    /// <summary>Over all rows of all files; null only where nothing was proved.</summary>
    public ManifestProof? Proof { get; init; }

    public IReadOnlyList<ManifestLoss> Losses { get; init; } = [];

    /// <summary>The source's DDL as the source's engine describes it: defaults, keys, indexes, constraints, comments, enums, domains.</summary>
    public JsonElement? Ddl { get; init; }

    /// <summary>The entry's predicate, where only part of the table was asked for.</summary>
    public string? Filter { get; init; }

    /// <summary>Version of platform that wrote the files.</summary>
    public required string WrittenBy { get; init; }
}
