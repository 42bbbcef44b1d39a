using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Platform.Registry.Entries;

/// <summary>Schema and table as PostgreSQL stores them: unquoted, case kept.</summary>
public readonly record struct TableName(string Schema, string Name)
{
    /// <summary>
    /// Reads <c>schema.table</c>. Case is kept. A part that contains a dot or a double quote is written in double quotes, inner
    /// double quotes doubled: <c>"odd.schema".orders</c>.
    /// </summary>
    public static bool TryParse(string text, out TableName table)
    {
        table = default;
        var at = 0;
        if (!TryReadPart(text, ref at, out var schema)) return false;
        if (at >= text.Length || text[at++] != '.') return false;
        if (!TryReadPart(text, ref at, out var name)) return false;
        if (at != text.Length) return false;
        table = new TableName(schema, name);
        return true;
    }

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => $"{Quoted(Schema)}.{Quoted(Name)}";

    private static string Quoted(string part) =>
        part.AsSpan().IndexOfAny('.', '"') < 0 && part.Length > 0 ? part : $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool TryReadPart(string text, ref int at, [NotNullWhen(true)] out string? part)
    {
        part = null;
        if (at >= text.Length) return false;
        if (text[at] != '"')
        {
            var from = at;
            while (at < text.Length && text[at] is not ('.' or '"')) at++;
            part = text[from..at];
            return part.Length > 0;
        }
        var unquoted = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                unquoted.Append(text[at]);
                continue;
            }
            if (at + 1 < text.Length && text[at + 1] == '"')
            {
                unquoted.Append('"');
                at++;
                continue;
            }
            at++;
            part = unquoted.ToString();
            return part.Length > 0;
        }
        return false;
    }
}
