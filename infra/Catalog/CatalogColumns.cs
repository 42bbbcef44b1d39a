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

    public static IEnumerable<CatalogColumn> Of(Entry entry)
    {
        foreach (var column in entry.Columns)
        {
            if (column.Mask == Mask.Drop) continue;
            yield return new CatalogColumn(CatalogNames.Column(column.Name), Type(column), Comment(column), column.Pii);
            if (column.OnLoss == OnLoss.Text)
                yield return new CatalogColumn($"{CatalogNames.Column(column.Name)}__raw", "string", $"Exact text of values that {column.Name} cannot hold", column.Pii);
        }
    }

    /// <summary>Hashes and partly hidden values are text, whatever the column was; years are whole numbers.</summary>
    private static string Type(EntryColumn column) => column.Mask switch
    {
        Mask.Hash or Mask.Partial => "string",
        Mask.Year => "int",
        _ => TypeTable.Resolve(column.Type, column.As).CatalogType,
    };

    private static string Comment(EntryColumn column)
    {
        var said = column.Description is { } text ? $"{text} ({column.Type})" : column.Type;
        return said.Length <= MaxComment ? said : said[..MaxComment];
    }
}
