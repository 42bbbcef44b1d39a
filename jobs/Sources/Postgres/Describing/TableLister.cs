using Npgsql;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Describing;

/// <summary>Lists the tables of a source for <c>tables add --all</c>.</summary>
public static class TableLister
{
    /// <summary>
    /// Without partitions (their parent reads them), temporary tables, tables of extensions, and the ledger's own where it lives in this database.
    /// $1 is a schema, or empty for all but the system's.
    /// </summary>
    private const string TablesSql = """
        select n.nspname::text, c.relname::text, c.relkind::text,
               has_schema_privilege(n.oid, 'usage') and coalesce(has_any_column_privilege(c.oid, 'select'), false)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
          and case when $1 = '' then n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                        and not (n.nspname = 'platform' and exists (select from pg_class p where p.relnamespace = n.oid and p.relname = 'publication'))
                   else n.nspname = $1 end
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        order by n.nspname, c.relname
        """;

    /// <param name="connection">Open, settings pinned.</param>
    /// <param name="schema">One schema, pg_catalog too; null = every schema but the system's.</param>
    /// <param name="cancellation">Ends the query.</param>
    public static async Task<IReadOnlyList<ListedTable>> ListAsync(NpgsqlConnection connection, string? schema, CancellationToken cancellation)
    {
        try
        {
            return await connection.ReadAsync(
                TablesSql,
                r => new ListedTable(new TableName(r.GetString(0), r.GetString(1)), TableReader.KindOf(r.GetString(2)), r.GetBoolean(3)),
                cancellation,
                schema ?? "").ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw PostgresFailures.From(Stage.Schema, e);
        }
    }
}
