using Npgsql;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Schema;

/// <summary>The failure for a table that is not there, with the names that come nearest.</summary>
internal static class MissingTable
{
    /// <summary>How many names a hint lists.</summary>
    private const int Shown = 3;

    private const string NamesSql = """
        select n.nspname::text, c.relname::text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
          and (n.nspname = $1 or (n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'))
        order by n.nspname <> $1, lower(c.relname) <> lower($2), n.nspname, c.relname limit 5000
        """;

    public static async Task<PlatformException> FailureAsync(NpgsqlConnection connection, TableName name, CancellationToken cancellation)
    {
        var names = await connection.ReadAsync(NamesSql, r => new TableName(r.GetString(0), r.GetString(1)), cancellation, name.Schema, name.Name).ConfigureAwait(false);
        return Failure(name, connection.Database, names);
    }

    internal static PlatformException Failure(TableName name, string? database, IReadOnlyList<TableName> names)
    {
        var near = names
            .Select(n => (Name: n, Distance: Distance(n, name)))
            .Where(n => n.Distance <= 1 + (name.Name.Length / 3))
            .OrderBy(n => n.Distance).ThenBy(n => n.Name.ToString(), StringComparer.Ordinal)
            .Take(Shown).Select(n => n.Name.ToString()).ToList();
        var hint = near.Count > 0
            ? $"nearest are {string.Join(", ", near)}; a table that is gone for good needs state: retired in its entry"
            : "check schema and table in the entry; a table that is gone for good needs state: retired";
        return new PlatformException(Stage.Schema, ExitCode.Data, $"There is no table {name} in database {database}.", hint)
        {
            Kind = "table-missing",
            Table = name.ToString(),
        };
    }

    /// <summary>Levenshtein distance of the names without regard to case; 1 more where the schema differs.</summary>
    private static int Distance(TableName a, TableName b) =>
        Levenshtein(a.Name.ToLowerInvariant(), b.Name.ToLowerInvariant()) + (a.Schema == b.Schema ? 0 : 1);

    private static int Levenshtein(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
