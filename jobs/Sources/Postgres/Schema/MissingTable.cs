using Npgsql;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Schema;

/// <summary>The failure for a table that is not there, with the name that comes nearest.</summary>
internal static class MissingTable
{
    private const string NamesSql = """
        select n.nspname::text, c.relname::text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
          and (n.nspname = $1 or (n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'))
        order by n.nspname <> $1, lower(c.relname) <> lower($2), n.nspname, c.relname limit 5000
        """;

    public static async Task<PlatformException> FailureAsync(NpgsqlConnection connection, TableName name, CancellationToken cancellation)
    {
        var names = await connection.ReadAsync(NamesSql, r => new[] { r.GetString(0), r.GetString(1) }, cancellation, name.Schema, name.Name).ConfigureAwait(false);
        return Failure(name, connection.Database, [.. names.Select(n => new TableName(n[0], n[1]))]);
    }

    internal static PlatformException Failure(TableName name, string? database, IReadOnlyList<TableName> names)
    {
        var hint = NearestName.Of(name.ToString(), names.Select(n => n.ToString())) is { } near
            ? $"the nearest is {near}; a table that is gone for good needs state: retired in its entry"
            : "check schema and table in the entry; a table that is gone for good needs state: retired";
        return new PlatformException(Stage.Schema, ExitCode.Data, $"There is no table {name} in database {database}.", hint)
        {
            Kind = FailureKinds.TableMissing,
            Table = name.ToString(),
        };
    }
}
