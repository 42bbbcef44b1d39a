using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>An <c>aclitem</c> such as <c>reader=r*w/owner</c> (PostgreSQL documentation, "Privileges", table 5.2).</summary>
/// <param name="Grantee">Null = PUBLIC.</param>
/// <param name="Privileges">Letters; an asterisk after one is its grant option.</param>
internal sealed record AccessItem(string? Grantee, string Privileges)
{
    public static AccessItem Parse(string text)
    {
        var tokens = SqlTokens.Of(text);
        var isPublic = tokens[0].Is("=");
        var equals = isPublic ? tokens[0].EndExcl : tokens[1].EndExcl;
        var slash = text.IndexOf('/', equals);
        return new AccessItem(isPublic ? null : tokens[0].Value, text[equals..(slash < 0 ? text.Length : slash)]);
    }

    /// <param name="on">Such as <c>table "public"."t"</c>.</param>
    /// <param name="columns">In parentheses; empty for all.</param>
    /// <returns>One statement, or two where some privileges may be granted further.</returns>
    public string ToSql(string on, string columns = "")
    {
        var plain = new List<string>();
        var further = new List<string>();
        for (var i = 0; i < Privileges.Length; i++)
        {
            if (Privileges[i] == '*') continue;
            (i + 1 < Privileges.Length && Privileges[i + 1] == '*' ? further : plain).Add(NameOf(Privileges[i]) + columns);
        }

        var to = Grantee is null ? "public" : Identifier.Quote(Grantee);
        return string.Join("; ", new[] { Statement(plain, ""), Statement(further, " with grant option") }.Where(s => s is not null));

        string? Statement(List<string> privileges, string option) => privileges.Count == 0 ? null : $"grant {string.Join(", ", privileges)} on {on} to {to}{option}";
    }

    private static string NameOf(char letter) => letter switch
    {
        'r' => "select",
        'w' => "update",
        'a' => "insert",
        'd' => "delete",
        'D' => "truncate",
        'x' => "references",
        't' => "trigger",
        'm' => "maintain",
        _ => "usage",
    };
}
