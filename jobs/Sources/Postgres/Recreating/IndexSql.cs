using System.Text;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>Indexes as SQL.</summary>
internal static class IndexSql
{
    /// <summary>Under another name, on the table's new name, and on its partitions where the server says ONLY: it describes each on its own.</summary>
    public static string Create(IndexDdl index, string name, NameMap names)
    {
        var sql = index.Definition;
        var tokens = SqlTokens.Of(sql);
        var at = tokens.FindIndex(t => t.Is("INDEX")) + 1;
        var only = tokens[at + 2];
        var rest = only.Kind == SqlTokenKind.Name && only.Is("ONLY") ? only.EndExcl : tokens[at + 1].EndExcl;
        return new StringBuilder(sql[..tokens[at].Start]).Append(Identifier.Quote(name)).Append(" on").Append(names.Rewrite(sql[rest..])).ToString();
    }
}
