using System.Text.Json.Serialization;

namespace Platform.Lake.Catalog.Local;

/// <summary>
/// The content of <c>_catalog/&lt;database&gt;/&lt;table&gt;.json</c>. Columns are kept once per distinct list and named by their hash: a thousand
/// partitions of a thousand columns stay one small file.
/// </summary>
internal sealed record LocalTableDocument
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required string Database { get; init; }

    public required string Table { get; init; }

    public string? Description { get; init; }

    public required string Format { get; init; }

    /// <summary>Empty in a <c>_latest</c> table.</summary>
    public IReadOnlyList<string> PartitionKeys { get; init; } = [];

    /// <summary>The table's own columns, by name in <see cref="Schemas"/>.</summary>
    public required string Schema { get; init; }

    public required SortedDictionary<string, IReadOnlyList<CatalogColumn>> Schemas { get; init; }

    /// <summary>In order of snapshot time.</summary>
    public IReadOnlyList<LocalPartition> Partitions { get; init; } = [];

    /// <summary>Publications whose partitions were removed: a process that was frozen before that must not bring one back.</summary>
    public IReadOnlyList<RemovedPartition> Removed { get; init; } = [];
}

/// <summary>One pointer; <paramref name="Values"/> are those of the partition keys.</summary>
internal sealed record LocalPartition(
    IReadOnlyList<string> Values,
    string Location,
    string Format,
    string Schema,
    SortedDictionary<string, string> Parameters);

/// <summary>A removed partition's snapshot time and highest publication.</summary>
internal sealed record RemovedPartition(string SnapshotTime, long Publication, DateTimeOffset RemovedAt);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(LocalTableDocument))]
[JsonSerializable(typeof(IReadOnlyList<CatalogColumn>))]
internal sealed partial class LocalCatalogJson : JsonSerializerContext;
