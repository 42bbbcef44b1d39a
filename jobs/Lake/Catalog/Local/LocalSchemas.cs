using System.Security.Cryptography;
using System.Text.Json;

namespace Platform.Lake.Catalog.Local;

/// <summary>Lists of columns by the hash of their content.</summary>
internal static class LocalSchemas
{
    /// <summary>64 bits of a hash name the few lists one table ever has.</summary>
    private const int NameBytes = 8;

    /// <summary>The name of a list of columns.</summary>
    public static string NameOf(IReadOnlyList<CatalogColumn> columns) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(columns, LocalCatalogJson.Default.IReadOnlyListCatalogColumn)).AsSpan(0, NameBytes));

    /// <summary>A document with the lists that something still refers to.</summary>
    public static LocalTableDocument Sweep(LocalTableDocument document)
    {
        var used = document.Partitions.Select(p => p.Schema).Append(document.Schema).ToHashSet(StringComparer.Ordinal);
        if (document.Schemas.Keys.All(used.Contains)) return document;
        return document with { Schemas = With(document.Schemas.Where(s => used.Contains(s.Key))) };
    }

    /// <summary>A document that knows one more list.</summary>
    public static LocalTableDocument Add(LocalTableDocument document, string name, IReadOnlyList<CatalogColumn> columns) =>
        document.Schemas.ContainsKey(name) ? document : document with { Schemas = With(document.Schemas.Append(new(name, columns))) };

    private static SortedDictionary<string, IReadOnlyList<CatalogColumn>> With(IEnumerable<KeyValuePair<string, IReadOnlyList<CatalogColumn>>> schemas) =>
        new(new Dictionary<string, IReadOnlyList<CatalogColumn>>(schemas, StringComparer.Ordinal), StringComparer.Ordinal);
}
