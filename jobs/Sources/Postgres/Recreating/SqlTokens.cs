using System.Text;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>
/// Takes SQL apart as the server itself writes definitions (ruleutils.c): names, quoted names, string constants with and without E; neither comments nor
/// dollar quotes (PostgreSQL documentation, "Lexical Structure").
/// </summary>
internal static class SqlTokens
{
    public static List<SqlToken> Of(string sql)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; at < sql.Length;)
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                at++;
                continue;
            }

            var token = Next(sql, at);
            tokens.Add(token);
            at = token.EndExcl;
        }

        return tokens;
    }

    private static SqlToken Next(string sql, int at)
    {
        if (sql[at] == '\'') return Quoted(sql, at, at, SqlTokenKind.Text, escapes: false);
        if (sql[at] == '"') return Quoted(sql, at, at, SqlTokenKind.Name, escapes: false);
        if (sql[at] is 'E' or 'e' && at + 1 < sql.Length && sql[at + 1] == '\'') return Quoted(sql, at, at + 1, SqlTokenKind.Text, escapes: true);
        var end = at + 1;
        if (IsNameStart(sql[at]))
        {
            while (end < sql.Length && (IsNameStart(sql[end]) || char.IsAsciiDigit(sql[end]) || sql[end] == '$')) end++;
            return new SqlToken(SqlTokenKind.Name, at, end - at, sql[at..end]);
        }

        if (char.IsAsciiDigit(sql[at]))
        {
            while (end < sql.Length && (char.IsAsciiLetterOrDigit(sql[end]) || sql[end] == '.')) end++;
        }

        return new SqlToken(SqlTokenKind.Other, at, end - at, sql[at..end]);
    }

    private static SqlToken Quoted(string sql, int start, int open, SqlTokenKind kind, bool escapes)
    {
        var quote = sql[open];
        var value = new StringBuilder();
        var at = open + 1;
        for (; at < sql.Length; at++)
        {
            if (escapes && sql[at] == '\\' && at + 1 < sql.Length) at++;
            else if (sql[at] == quote)
            {
                if (at + 1 == sql.Length || sql[at + 1] != quote) break;
                at++;
            }

            value.Append(sql[at]);
        }

        return new SqlToken(kind, start, Math.Min(at + 1, sql.Length) - start, value.ToString());
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;
}
