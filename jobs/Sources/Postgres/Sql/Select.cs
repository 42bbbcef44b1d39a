using System.Text;
using Platform.Registry.Entries;

namespace Platform.Sources.Postgres.Sql;

/// <summary>A SELECT over one relation.</summary>
/// <param name="Expressions">The SELECT list; may be empty (PostgreSQL allows rows without columns).</param>
/// <param name="Table">What is read.</param>
/// <param name="Only">Without partitions and inheritance children.</param>
/// <param name="Conditions">Joined by AND; nulls are skipped.</param>
public sealed record Select(IEnumerable<string> Expressions, TableName Table, bool Only, IEnumerable<string?> Conditions)
{
    /// <summary>
    /// The entry's predicate in parentheses of its own. A line break ends a comment the predicate may close with, so that the closing parenthesis counts.
    /// </summary>
    public static string? Filter(string? predicate) => predicate is null ? null : $"({predicate}\n)";

    public override string ToString()
    {
        var sql = new StringBuilder("SELECT ").AppendJoin(", ", Expressions).Append(" FROM ");
        if (Only) sql.Append("ONLY ");
        sql.Append(Identifier.Quote(Table));
        var separator = " WHERE ";
        foreach (var condition in Conditions)
        {
            if (condition is null) continue;
            sql.Append(separator).Append(condition);
            separator = " AND ";
        }

        return sql.ToString();
    }
}
