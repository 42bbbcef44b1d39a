namespace Platform.Sources.Postgres.Ddl;

/// <summary>
/// The definition of the table with OID $1 (as text) as JSON. Columns that only newer versions have are read through <c>to_jsonb</c> of the row, so that
/// one text serves PostgreSQL 13 to 18.
/// </summary>
internal static class DdlSql
{
    private const string Columns = """
        select json_agg(json_build_object(
                 'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'not_null', a.attnotnull,
                 'default', pg_get_expr(d.adbin, d.adrelid), 'generated', nullif(a.attgenerated::text, ''), 'identity', nullif(a.attidentity::text, ''),
                 'collation', (select format('%I.%I', n.nspname, l.collname) from pg_collation l join pg_namespace n on n.oid = l.collnamespace
                               where l.oid = a.attcollation and a.attcollation <> t.typcollation),
                 'comment', col_description(a.attrelid, a.attnum),
                 'storage', case when a.attstorage <> t.typstorage then a.attstorage::text end,
                 'compression', nullif(to_jsonb(a) ->> 'attcompression', ''),
                 'statistics_target', coalesce((to_jsonb(a) ->> 'attstattarget')::int, -1),
                 'grants', a.attacl::text[]) order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        """;

    private const string Constraints = """
        select json_agg(json_build_object(
                 'name', k.conname, 'type', k.contype, 'definition', pg_get_constraintdef(k.oid), 'validated', k.convalidated,
                 'inherited', k.coninhcount > 0, 'comment', obj_description(k.oid, 'pg_constraint'))
                 order by position(k.contype::text in 'npucxft'), k.conname)
        from pg_constraint k where k.conrelid = c.oid
        """;

    private const string Indexes = """
        select json_agg(json_build_object(
                 'name', x.relname, 'definition', pg_get_indexdef(i.indexrelid),
                 'constraint', (select k.conname from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = i.indrelid and k.contype in ('p', 'u', 'x')),
                 'unique', i.indisunique, 'primary', i.indisprimary, 'clustered', i.indisclustered, 'replica_identity', i.indisreplident,
                 'comment', obj_description(i.indexrelid, 'pg_class')) order by not i.indisprimary, x.relname)
        from pg_index i join pg_class x on x.oid = i.indexrelid where i.indrelid = c.oid
        """;

    /// <summary>deptype a: OWNED BY, i: identity; otherwise a default that names it.</summary>
    private const string Sequences = """
        select json_agg(json_build_object(
                 'schema', n.nspname, 'name', s.relname, 'column', o.attname, 'owned', o.owned, 'type', format_type(q.seqtypid, null),
                 'start', q.seqstart, 'increment', q.seqincrement, 'minimum', q.seqmin, 'maximum', q.seqmax, 'cache', q.seqcache, 'cycles', q.seqcycle,
                 'last_value', case when has_sequence_privilege(s.oid, 'select') or has_sequence_privilege(s.oid, 'usage') then pg_sequence_last_value(s.oid) end,
                 'is_unused', case when has_sequence_privilege(s.oid, 'select') and has_schema_privilege(n.oid, 'usage') and pg_sequence_last_value(s.oid) is null then true end, 'persistence', nullif(s.relpersistence, 'p'), 'grants', s.relacl::text[])
                 order by n.nspname, s.relname)
        from (select distinct on (u.oid) u.oid, u.attname, u.owned
              from (select d.objid as oid, a.attname, true as owned
                    from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid and d.deptype in ('a', 'i')
                    union all
                    select d.refobjid, a.attname, false
                    from pg_attrdef f join pg_attribute a on a.attrelid = f.adrelid and a.attnum = f.adnum
                    join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = f.oid and d.refclassid = 'pg_class'::regclass
                    where f.adrelid = c.oid) as u
              order by u.oid, u.owned desc) as o
        join pg_class s on s.oid = o.oid and s.relkind = 'S' join pg_namespace n on n.oid = s.relnamespace join pg_sequence q on q.seqrelid = s.oid
        """;

    private const string Triggers = """
        select json_agg(json_build_object('name', g.tgname, 'definition', pg_get_triggerdef(g.oid), 'enabled', g.tgenabled) order by g.tgname)
        from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal
        """;

    private const string Policies = """
        select json_agg(json_build_object(
                 'name', p.polname, 'command', p.polcmd, 'permissive', p.polpermissive,
                 'roles', coalesce((select json_agg(r.rolname order by r.rolname) from pg_roles r where r.oid = any (p.polroles)), '[]'),
                 'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname)
        from pg_policy p where p.polrelid = c.oid
        """;

    private const string Children = """
        with recursive child (oid, parent, depth) as (
          select h.inhrelid, h.inhparent, 1 from pg_inherits h where h.inhparent = c.oid
          union
          select h.inhrelid, h.inhparent, child.depth + 1 from child join pg_inherits h on h.inhparent = child.oid
        )
        select json_agg(json_build_object(
                 'schema', n.nspname, 'name', k.relname, 'parent', child.parent::regclass::text, 'kind', k.relkind,
                 'bound', pg_get_expr(k.relpartbound, k.oid), 'partition_key', case k.relkind when 'p' then pg_get_partkeydef(k.oid) end,
                 'indexes', (select json_agg(json_build_object(
                     'name', x.relname, 'definition', pg_get_indexdef(i.indexrelid), 'constraint', o.conname, 'unique', i.indisunique, 'primary', i.indisprimary,
                     'clustered', i.indisclustered, 'replica_identity', i.indisreplident, 'comment', obj_description(i.indexrelid, 'pg_class')) order by x.relname)
                   from pg_index i join pg_class x on x.oid = i.indexrelid left join pg_constraint o on o.conindid = i.indexrelid and o.conrelid = i.indrelid and o.contype in ('p', 'u', 'x')
                   where i.indrelid = k.oid and not x.relispartition),
                 'constraints', (select json_agg(json_build_object(
                     'name', o.conname, 'type', o.contype, 'definition', pg_get_constraintdef(o.oid), 'validated', o.convalidated, 'inherited', false, 'comment', obj_description(o.oid, 'pg_constraint')) order by o.conname)
                   from pg_constraint o where o.conrelid = k.oid and o.coninhcount = 0 and o.conparentid = 0 and o.contype in ('p', 'u', 'x', 'c', 'f')))
                 order by child.depth, n.nspname, k.relname)
        from child join pg_class k on k.oid = child.oid join pg_namespace n on n.oid = k.relnamespace
        """;

    /// <summary>One user-defined type, of <c>pg_type t</c> in <c>pg_namespace n</c>.</summary>
    private const string Type = """
        json_build_object(
                 'schema', n.nspname, 'name', t.typname, 'kind', t.typtype, 'comment', obj_description(t.oid, 'pg_type'),
                 'extension', (select x.extname from pg_depend d join pg_extension x on x.oid = d.refobjid
                               where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e' and d.refclassid = 'pg_extension'::regclass),
                 'labels', (select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
                 'base', case t.typtype when 'd' then format_type(t.typbasetype, t.typtypmod)
                                        when 'r' then (select format_type(r.rngsubtype, null) from pg_range r where r.rngtypid = t.oid) end,
                 'not_null', t.typnotnull, 'default', t.typdefault,
                 'collation', case t.typtype when 'd' then (select format('%I.%I', s.nspname, l.collname) from pg_collation l join pg_namespace s on s.oid = l.collnamespace
                                           where l.oid = t.typcollation and t.typcollation <> (select b.typcollation from pg_type b where b.oid = t.typbasetype)) end,
                 'comments', (select json_agg(sql order by sql) from (
                                select format('comment on constraint %I on domain %I.%I is %L', k.conname, n.nspname, t.typname, obj_description(k.oid, 'pg_constraint'))
                                from pg_constraint k where k.contypid = t.oid and obj_description(k.oid, 'pg_constraint') is not null
                                union all
                                select format('comment on column %I.%I.%I is %L', n.nspname, t.typname, a.attname, col_description(a.attrelid, a.attnum))
                                from pg_attribute a where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and col_description(a.attrelid, a.attnum) is not null) as x (sql)),
                 'range', (select json_build_object(
                             'operator_class', (select format('%I.%I', s.nspname, o.opcname) from pg_opclass o join pg_namespace s on s.oid = o.opcnamespace where o.oid = r.rngsubopc and not o.opcdefault),
                             'collation', (select format('%I.%I', s.nspname, l.collname) from pg_collation l join pg_namespace s on s.oid = l.collnamespace
                                           where l.oid = r.rngcollation and r.rngcollation <> (select b.typcollation from pg_type b where b.oid = r.rngsubtype)),
                             'subtype_diff', (select format('%I.%I', s.nspname, f.proname) from pg_proc f join pg_namespace s on s.oid = f.pronamespace where f.oid = r.rngsubdiff),
                             'canonical', (select format('%I.%I', s.nspname, f.proname) from pg_proc f join pg_namespace s on s.oid = f.pronamespace where f.oid = r.rngcanonical))
                           from pg_range r where r.rngtypid = t.oid),
                 'constraints', (select json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid)) order by k.conname)
                                 from pg_constraint k where k.contypid = t.oid and k.contype = 'c'),
                 'attributes', (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'collation',
                                  (select format('%I.%I', s.nspname, l.collname) from pg_collation l join pg_namespace s on s.oid = l.collnamespace
                                   where l.oid = a.attcollation and a.attcollation <> (select b.typcollation from pg_type b where b.oid = a.atttypid))) order by a.attnum)
                                from pg_attribute a where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped))
        """;

    /// <summary>Types of the names in $1, a JSON array of arrays of schema and name, as a JSON array; those that are missing are left out.</summary>
    public const string NamedTypes = $$"""
        select coalesce(json_agg(json_strip_nulls({{Type}})), '[]')::text
        from json_array_elements($1::json) as wanted join pg_type t on t.typname = wanted ->> 1 join pg_namespace n on n.oid = t.typnamespace and n.nspname = wanted ->> 0
        """;

    /// <summary>Types below the columns, innermost first; row types of tables and the server's own are left out.</summary>
    private const string Types = $$"""
        with recursive used (oid, depth) as (
          select a.atttypid, 1 from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          union
          select part.oid, used.depth + 1
          from used join pg_type t on t.oid = used.oid
          cross join lateral (
            select t.typbasetype where t.typbasetype <> 0
            union all select t.typelem where t.typelem <> 0
            union all select a.atttypid from pg_attribute a where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
            union all select r.rngsubtype from pg_range r where r.rngtypid = t.oid
          ) as part (oid)
        ), named (oid, depth) as (
          select used.oid, max(used.depth) from used group by used.oid
        )
        select json_agg({{Type}}
                 order by named.depth desc, n.nspname, t.typname)
        from named join pg_type t on t.oid = named.oid join pg_namespace n on n.oid = t.typnamespace
        where n.nspname not in ('pg_catalog', 'information_schema')
          and not exists (select from pg_type e where e.oid = t.typelem and e.typarray = t.oid)
        """;

    /// <summary>An aggregate over nothing is null; the reader wants an empty list.</summary>
    public const string Table = $$"""
        select json_strip_nulls(json_build_object(
          'server_version', current_setting('server_version'), 'schema', n.nspname, 'name', c.relname, 'kind', c.relkind, 'persistence', c.relpersistence,
          'owner', pg_get_userbyid(c.relowner), 'comment', obj_description(c.oid, 'pg_class'),
          'access_method', (select m.amname from pg_am m where m.oid = c.relam), 'tablespace', (select s.spcname from pg_tablespace s where s.oid = c.reltablespace),
          'options', coalesce(c.reloptions, '{}'), 'replica_identity', c.relreplident, 'row_security', c.relrowsecurity, 'force_row_security', c.relforcerowsecurity,
          'grants', c.relacl::text[], 'view', case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end,
          'partition_key', case c.relkind when 'p' then pg_get_partkeydef(c.oid) end, 'partition_bound', pg_get_expr(c.relpartbound, c.oid),
          'columns', coalesce(({{Columns}}), '[]'), 'constraints', coalesce(({{Constraints}}), '[]'), 'indexes', coalesce(({{Indexes}}), '[]'), 'sequences', coalesce(({{Sequences}}), '[]'), 'triggers', coalesce(({{Triggers}}), '[]'),
          'policies', coalesce(({{Policies}}), '[]'), 'children', coalesce(({{Children}}), '[]'),
          'statistics', (select coalesce(json_agg(pg_get_statisticsobjdef(s.oid) order by s.stxname), '[]') from pg_statistic_ext s where s.stxrelid = c.oid),
          'types', coalesce(({{Types}}), '[]'), 'further', coalesce(({{FurtherSql.Statements}}), '[]'),
          'parents', (select coalesce(json_agg(h.inhparent::regclass::text order by h.inhseqno), '[]') from pg_inherits h where h.inhrelid = c.oid),
          'of_type', (select format('%I.%I', o.nspname, y.typname) from pg_type y join pg_namespace o on o.oid = y.typnamespace where y.oid = c.reloftype)))::text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = $1::oid
        """;
}
