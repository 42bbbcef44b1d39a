using System.Globalization;
using System.Text;
using Platform.Registry.Entries;

namespace Platform.Registry.Layout;

/// <summary>
/// The names that catalog readers type. Glue and Athena lower-case identifiers and take no character but letters, digits and underscore, so every
/// other one becomes an underscore; two tables that meet under one name are a configuration error.
/// </summary>
public static class CatalogNames
{
    /// <summary>The database of a source: <c>&lt;stack&gt;_&lt;source&gt;</c>.</summary>
    public static string Database(string stack, string source) => Plain($"{stack}_{source}");

    /// <summary>
    /// <c>&lt;table&gt;</c> for schema public, else <c>&lt;schema&gt;__&lt;table&gt;</c>; <c>_v2</c> and so on from version 2; then <c>__&lt;output&gt;</c> for another output than <c>main</c>.
    /// </summary>
    public static string Table(TableName table, int version = 1, string output = ObjectLayout.MainOutput)
    {
        var name = Plain(table.Schema == "public" ? table.Name : $"{table.Schema}__{table.Name}");
        if (version > 1) name = string.Create(CultureInfo.InvariantCulture, $"{name}_v{version}");
        return output == ObjectLayout.MainOutput ? name : $"{name}__{output}";
    }

    /// <summary>That of one of an entry's outputs.</summary>
    public static string Table(Entry entry) => Table(entry.Table, entry.Version, entry.OutputName);

    /// <summary>The unpartitioned table of "now" beside it.</summary>
    public static string Latest(TableName table, int version = 1, string output = ObjectLayout.MainOutput) => $"{Table(table, version, output)}_latest";

    /// <summary>That of one of an entry's outputs.</summary>
    public static string Latest(Entry entry) => Latest(entry.Table, entry.Version, entry.OutputName);

    /// <summary>The name under which readers find a column: lower case, as Glue keeps it.</summary>
    public static string Column(string name) => name.ToLowerInvariant();

    /// <summary>Every name that an output of a table holds at a version: its own, those of earlier versions, and their <c>_latest</c>.</summary>
    public static IEnumerable<string> All(TableName table, int version, string output = ObjectLayout.MainOutput)
    {
        for (var v = 1; v <= version; v++)
        {
            yield return Table(table, v, output);
            yield return Latest(table, v, output);
        }
    }

    /// <summary>Every name that an entry holds, with those of all its outputs.</summary>
    public static IEnumerable<string> All(Entry entry) => entry.EachOutput().SelectMany(each => All(each.Table, each.Version, each.OutputName));

    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var rune in name.ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) plain.Append(rune);
            else plain.Append('_');
        }
        return plain.ToString();
    }
}
