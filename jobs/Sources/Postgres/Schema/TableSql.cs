namespace Platform.Sources.Postgres.Schema;

/// <summary>The catalog queries of <see cref="TableReader"/>. They hold for PostgreSQL 13 to 18 and expect <c>search_path=pg_catalog</c>.</summary>
internal static class TableSql
{
    /// <summary>$1 schema, $2 name. <c>row_security_active</c> is true with <c>row_security=off</c> exactly where a policy would filter.</summary>
    public const string Table = """
        select c.oid::int8, c.relkind::text, pg_get_userbyid(c.relowner)::text, obj_description(c.oid, 'pg_class'),
               c.relrowsecurity, c.relrowsecurity and row_security_active(c.oid), has_schema_privilege(n.oid, 'usage'), current_user::text,
               current_setting('block_size')::int4, c.relispopulated
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $1 and c.relname = $2 and c.relkind in ('r', 'p', 'v', 'm', 'f')
        """;

    /// <summary>$1 OID as text. <c>attgenerated</c> and <c>attidentity</c> are empty where they do not apply.</summary>
    public const string Columns = """
        select a.attnum::int4, a.attname::text, a.atttypid::int8, a.atttypmod, a.attnotnull, a.attgenerated::text, a.attidentity::text,
               pg_get_expr(d.adbin, d.adrelid), col_description(a.attrelid, a.attnum),
               coalesce(has_column_privilege(a.attrelid, a.attnum, 'select'), false)
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = $1::oid and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """;

    /// <summary>
    /// $1 OID as text: plain-column unique indexes, primary key first, then fewest columns, then not-null ones. An index on a partitioned parent
    /// covers all partitions; one on an inheritance parent does not, and is left out.
    /// </summary>
    public const string UniqueIndexColumns = """
        select x.relname::text, i.indisprimary, a.attname::text
        from pg_index i
        join pg_class x on x.oid = i.indexrelid
        cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, position)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
        where i.indrelid = $1::oid and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
          and k.position <= i.indnkeyatts
          and not exists (select from pg_inherits h join pg_class p on p.oid = h.inhparent where h.inhparent = i.indrelid and p.relkind <> 'p')
        order by not i.indisprimary, i.indnkeyatts, x.relname, k.position
        """;

    /// <summary>
    /// $1 OID as text: every relation that SELECT FROM the table would read, through partitions and inheritance alike, except partitions whose
    /// concurrent detachment has begun. <c>relkind</c> p holds no rows itself.
    /// </summary>
    private const string Members = """
        with recursive members (oid) as (
          select $1::oid
          union
          select h.inhrelid from members m join pg_inherits h on h.inhparent = m.oid
          where not coalesce((to_jsonb(h) ->> 'inhdetachpending')::bool, false)
        )
        """;

    public const string Leaves = Members + """

        select c.oid::int8, n.nspname::text, c.relname::text, c.relkind::text,
               coalesce((select a.amname = 'heap' from pg_am a where a.oid = c.relam), false),
               case c.relkind when 'f' then 0 else coalesce(pg_relation_size(c.oid), 0) end,
               has_schema_privilege(n.oid, 'usage') and coalesce(has_table_privilege(c.oid, 'select'), false) and not row_security_active(c.oid)
        from members m join pg_class c on c.oid = m.oid join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'm', 'f') and not pg_is_other_temp_schema(c.relnamespace)
        order by 6 desc, c.oid
        """;

    /// <summary>
    /// $1 OID as text: the token of <see cref="LiveTable.Shape"/>. A TRUNCATE or rewrite gives a new <c>relfilenode</c>. A view's token holds the
    /// relations that it reads, through views on views: those are truncated behind its back.
    /// </summary>
    public const string Shape = """
        with recursive members (oid) as (
          select $1::oid
          union
          select x.oid from members m cross join lateral (
            select h.inhrelid from pg_inherits h
            where h.inhparent = m.oid and not coalesce((to_jsonb(h) ->> 'inhdetachpending')::bool, false)
            union all
            select d.refobjid
            from pg_class v join pg_rewrite r on r.ev_class = v.oid
            join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
            where v.oid = m.oid and v.relkind = 'v'
          ) as x (oid)
        )
        select md5(coalesce(string_agg(concat_ws(' ', c.oid, c.relnamespace, c.relname, c.relkind, c.relfilenode, a.attnum, a.attname, a.atttypid, a.atttypmod,
                   a.attnotnull, a.attisdropped), e'\n' order by c.oid, a.attnum), ''))
        from members m join pg_class c on c.oid = m.oid left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
        """;
}
