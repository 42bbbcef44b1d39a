using System.Text;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>
/// New names for tables, sequences and types, put into definitions that the server wrote under <c>search_path=pg_catalog</c>, where every name outside of
/// <c>pg_catalog</c> is qualified. String constants keep what they say, but for those that name a relation (<c>'public.s'::regclass</c>).
/// </summary>
internal sealed class NameMap
{
    private readonly Dictionary<TableName, TableName> _names = [];

    public void Add(TableName from, TableName to) => _names[from] = to;

    /// <summary>The new name, or the old one where it has none.</summary>
    public TableName this[TableName name] => _names.GetValueOrDefault(name, name);

    public bool Has(TableName name) => _names.ContainsKey(name);

    public string Rewrite(string sql)
    {
        var tokens = SqlTokens.Of(sql);
        var rewritten = new StringBuilder(sql.Length);
        var copied = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Replacement(tokens, i, out var through) is not { } text) continue;
            rewritten.Append(sql, copied, tokens[i].Start - copied).Append(text);
            copied = tokens[through].EndExcl;
            i = through;
        }

        return rewritten.Append(sql, copied, sql.Length - copied).ToString();
    }

    private string? Replacement(List<SqlToken> tokens, int at, out int through)
    {
        through = at;
        if (tokens[at].Kind == SqlTokenKind.Text) return OfRegclass(tokens, at);
        if (tokens[at].Kind != SqlTokenKind.Name || at + 2 >= tokens.Count || !tokens[at + 1].Is(".") || tokens[at + 2].Kind != SqlTokenKind.Name) return null;
        if (at > 0 && tokens[at - 1].Is(".")) return null;
        if (!_names.TryGetValue(new TableName(tokens[at].Value, tokens[at + 2].Value), out var to)) return null;
        // A function may have a table's or a type's name; only a foreign key names a table before a parenthesis.
        if (at + 3 < tokens.Count && tokens[at + 3].Is("(") && !(at > 0 && tokens[at - 1].Is("REFERENCES"))) return null;
        through = at + 2;
        return Identifier.Quote(to);
    }

    private string? OfRegclass(List<SqlToken> tokens, int at)
    {
        if (at + 3 >= tokens.Count || !tokens[at + 1].Is(":") || !tokens[at + 2].Is(":") || !tokens[at + 3].Is("regclass")) return null;
        return TableOf(tokens[at].Value) is { } named && _names.TryGetValue(named, out var to) ? Identifier.Literal(Identifier.Quote(to)) : null;
    }

    /// <summary>A qualified name as the server writes it; null where the text is none.</summary>
    public static TableName? TableOf(string text) => SqlTokens.Of(text) is [{ Kind: SqlTokenKind.Name } schema, var dot, { Kind: SqlTokenKind.Name } name] && dot.Is(".")
        ? new TableName(schema.Value, name.Value)
        : null;
}
