using System.Text.Json;

namespace Platform.Lake.Manifest;

/// <summary>One column: what it was in the source, what it is in the files, and by which choice.</summary>
public sealed record ManifestColumn
{
    public required string Name { get; init; }

    /// <summary>As <c>format_type</c> prints it, such as <c>numeric(12,2)</c>.</summary>
    public required string SourceType { get; init; }

    /// <summary>The catalog's (Hive) name, such as <c>decimal(12,2)</c>.</summary>
    public required string LakeType { get; init; }

    public required bool Nullable { get; init; }

    /// <summary>The column whose sidecar this is: the exact text of values that one cannot hold.</summary>
    public string? RawOf { get; init; }

    /// <summary>The entry's <c>as</c>.</summary>
    public string? As { get; init; }

    /// <summary>The entry's <c>fields</c> of a composite type, or of the composites in an array.</summary>
    public IReadOnlyList<ManifestField>? Fields { get; init; }

    /// <summary>The entry's <c>on_loss</c>.</summary>
    public string? OnLoss { get; init; }

    /// <summary>The entry's <c>mask</c>; a masked column is no copy of the source's.</summary>
    public string? Mask { get; init; }

    public bool Pii { get; init; }

    public string? Description { get; init; }

    /// <summary>Whether two manifests record the same columns in the same order, fields of fields included: compared as they are stored.</summary>
    public static bool AreSame(IReadOnlyList<ManifestColumn> some, IReadOnlyList<ManifestColumn> others) => Stored(some).AsSpan().SequenceEqual(Stored(others));

    private static byte[] Stored(IReadOnlyList<ManifestColumn> columns) => JsonSerializer.SerializeToUtf8Bytes(columns, ManifestJson.Default.IReadOnlyListManifestColumn);
}

/// <summary>One field of a composite type.</summary>
/// <param name="Name">Of the attribute.</param>
/// <param name="Type">As the entry writes it.</param>
/// <param name="As">The entry's <c>as</c>.</param>
/// <param name="Fields">Of a composite within.</param>
public sealed record ManifestField(string Name, string Type, string? As, IReadOnlyList<ManifestField>? Fields);
