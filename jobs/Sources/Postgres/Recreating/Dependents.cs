using Npgsql;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>
/// What refers to tables by their object ids, and would refer to nothing, or keep the old table, when others take their names: views, foreign keys,
/// publications, inheritance, row types.
/// </summary>
internal static class Dependents
{
    /// <summary>$1 quoted names as a JSON array. Partitions go with their parent; what the tables have among themselves does not count.</summary>
    private const string Query = """
        with recursive t (oid) as (
          select value::regclass::oid from json_array_elements_text($1::json)
          union select h.inhrelid from t join pg_inherits h on h.inhparent = t.oid join pg_class c on c.oid = h.inhrelid where c.relispartition
        ), found (what) as (
          select case v.relkind when 'm' then 'materialized view ' else 'view ' end || v.oid::regclass
          from pg_depend d join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid join pg_class v on v.oid = r.ev_class
          where d.refclassid = 'pg_class'::regclass and d.refobjid in (select oid from t) and v.oid not in (select oid from t)
          union all
          select format('rule %I of %s', r.rulename, r.ev_class::regclass) from pg_rewrite r where r.ev_class in (select oid from t)
          union all
          select format('foreign key %I of %s', k.conname, k.conrelid::regclass) from pg_constraint k
          where k.contype = 'f' and k.confrelid in (select oid from t) and k.conrelid not in (select oid from t)
          union all
          select format('publication %I', p.pubname) from pg_publication_tables p join pg_namespace n on n.nspname = p.schemaname
          join pg_class c on c.relnamespace = n.oid and c.relname = p.tablename where c.oid in (select oid from t)
          union all
          select format('%s inherits from it', h.inhrelid::regclass) from pg_inherits h join pg_class c on c.oid = h.inhrelid
          where h.inhparent in (select oid from t) and not c.relispartition
          union all
          select format('it is a child of %s', h.inhparent::regclass) from pg_inherits h where h.inhrelid in (select oid from t) and h.inhparent not in (select oid from t)
          union all
          select pg_describe_object(d.classid, d.objid, d.objsubid) from pg_depend d join pg_type y on d.refobjid in (y.oid, y.typarray)
          where d.refclassid = 'pg_type'::regclass and y.typrelid in (select oid from t) and d.deptype = 'n'
          union all
          select pg_describe_object(d.classid, d.objid, 0) from pg_depend d
          where d.refclassid = 'pg_class'::regclass and d.refobjid in (select oid from t) and d.deptype = 'n'
            and (d.classid = 'pg_proc'::regclass or d.classid = 'pg_policy'::regclass and not exists (select from pg_policy p where p.oid = d.objid and p.polrelid in (select oid from t)))
          union all
          select pg_describe_object('pg_attrdef'::regclass, f.oid, 0) from pg_depend o join pg_class s on s.oid = o.objid and s.relkind = 'S'
          join pg_depend u on u.refclassid = 'pg_class'::regclass and u.refobjid = s.oid and u.classid = 'pg_attrdef'::regclass join pg_attrdef f on f.oid = u.objid
          where o.classid = 'pg_class'::regclass and o.refobjid in (select oid from t) and o.deptype in ('a', 'i') and f.adrelid not in (select oid from t)
        )
        select distinct what from found order by what
        """;

    private const string OfAllTables = "select pubname::text from pg_publication where puballtables order by 1";

    /// <summary>
    /// Publications FOR ALL TABLES. A table is in them from the moment it is made: subscribers would be sent rows of a working schema that they do not have,
    /// and stop there.
    /// </summary>
    public static Task<List<string>> PublishAllAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ReadAsync(OfAllTables, r => r.GetString(0), cancellation);

    /// <param name="connection">To the target.</param>
    /// <param name="tables">Tables that are there.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <returns>Each by its kind and name.</returns>
    public static Task<List<string>> FindAsync(NpgsqlConnection connection, IEnumerable<TableName> tables, CancellationToken cancellation)
    {
        var names = System.Text.Json.JsonSerializer.Serialize([.. tables.Select(Identifier.Quote)], TypesJson.Default.StringArray);
        return connection.ReadAsync(Query, r => r.GetString(0), cancellation, names);
    }
}
