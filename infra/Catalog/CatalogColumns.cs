using Platform.Registry.Entries;
using Platform.Registry.Layout;
using Platform.Registry.Types;

namespace Platform.Infra.Catalog;

/// <summary>One column as the catalog shows it.</summary>
public sealed record CatalogColumn(string Name, string Type, string? Comment, bool Pii);

/// <summary>An entry's columns as readers see them: masks applied, sidecars added, names in lower case.</summary>
public static class CatalogColumns
{
    /// <summary>Glue's limit for a comment.</summary>
    private const int MaxComment = 255;

    public static IEnumerable<CatalogColumn> Of(Entry entry) => FileColumns.Of(entry).Select(column =>
        new CatalogColumn(CatalogNames.Column(column.Name), CatalogTypes.Of(column.Type, entry.Format), column.IsRaw ? column.Description : Comment(column.Entry), column.Entry.Pii));

    private static string Comment(EntryColumn column)
    {
        var said = column.Description is { } text ? $"{text} ({column.Type})" : column.Type;
        return said.Length <= MaxComment ? said : said[..MaxComment];
    }
}
