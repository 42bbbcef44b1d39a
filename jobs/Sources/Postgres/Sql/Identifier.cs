using Platform.Registry.Entries;

namespace Platform.Sources.Postgres.Sql;

/// <summary>Names and strings as SQL text. Identifiers are always quoted: case, spaces, keywords and non-ASCII characters keep their meaning.</summary>
public static class Identifier
{
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Quote(TableName table) => $"{Quote(table.Schema)}.{Quote(table.Name)}";

    /// <summary>A string constant, right whatever <c>standard_conforming_strings</c> says.</summary>
    public static string Literal(string text)
    {
        var quoted = text.Replace("'", "''", StringComparison.Ordinal);
        return quoted.Contains('\\') ? $"E'{quoted.Replace("\\", "\\\\", StringComparison.Ordinal)}'" : $"'{quoted}'";
    }
}
