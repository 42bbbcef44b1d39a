namespace Platform.Sources.Postgres.Ddl;

/// <summary>
/// What a table's definition has no field for, as the statements that set it, over names that the server qualifies: options of columns and of TOAST, comments on triggers, rules,
/// policies, sequences and statistics; and what partitions have otherwise than their parent. Of <c>pg_class c</c>.
/// </summary>
internal static class FurtherSql
{
    /// <summary>The table and its partitions at any depth, by their qualified names.</summary>
    private const string Members = """
        with recursive member (oid, parent) as (
          select c.oid, null::oid
          union select h.inhrelid, h.inhparent from member join pg_inherits h on h.inhparent = member.oid join pg_class k on k.oid = h.inhrelid where k.relispartition
        ), rel as (
          select m.oid, m.parent, k.relkind, k.relname, k.relpersistence, k.reloptions, k.reltoastrelid, k.relreplident, k.relowner, k.relacl, k.relrowsecurity, k.relforcerowsecurity,
            format('%I.%I', n.nspname, k.relname) as name
          from member m join pg_class k on k.oid = m.oid join pg_namespace n on n.oid = k.relnamespace where k.relkind in ('r', 'p')
        ), col as (
          select rel.name, a.attname, a.attacl, a.attoptions, a.attstorage, a.attstattarget, a.attnotnull, a.attgenerated, case when a.attlen = -1 then to_jsonb(a) ->> 'attcompression' end as compression,
            pg_get_expr(d.adbin, d.adrelid) as value, col_description(a.attrelid, a.attnum) as comment, rel.parent is not null as is_partition,
            pa.attstorage as parent_storage, pa.attnotnull as parent_not_null, case when pa.attlen = -1 then to_jsonb(pa) ->> 'attcompression' end as parent_compression,
            pg_get_expr(pd.adbin, pd.adrelid) as parent_value
          from rel join pg_attribute a on a.attrelid = rel.oid and a.attnum > 0 and not a.attisdropped left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
          left join pg_attribute pa on pa.attrelid = rel.parent and pa.attname = a.attname left join pg_attrdef pd on pd.adrelid = pa.attrelid and pd.adnum = pa.attnum
        )
        """;

    /// <summary>Before rows come in: how they are stored.</summary>
    private const string Before = """
        select 1, 'before', 'persistence of ' || relname, format('alter table %s set unlogged', name) from rel where parent is not null and relkind = 'r' and relpersistence = 'u'
        union all
        select 2, 'before', 'options of ' || relname, format('alter table %s set (%s)', name, options)
        from rel cross join lateral (select string_agg(format('%s = %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') as options from unnest(reloptions) as o) as x
        where parent is not null and options is not null
        union all
        select 2, 'before', 'TOAST options of ' || rel.relname, format('alter table %s set (%s)', name, options)
        from rel join pg_class t on t.oid = rel.reltoastrelid
        cross join lateral (select string_agg(format('toast.%s = %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') as options from unnest(t.reloptions) as o) as x where options is not null
        union all
        select 3, 'before', 'options of column ' || attname, format('alter table only %s alter column %I set (%s)', name, attname, options)
        from col cross join lateral (select string_agg(format('%s = %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') as options from unnest(attoptions) as o) as x where options is not null
        union all
        select 4, 'before', format('%s of column %s', what, attname), format('alter table only %s alter column %I %s', name, attname, action)
        from col cross join lateral (values
          ('storage', case when attstorage <> parent_storage then 'set storage ' || case attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end),
          ('compression', case when compression <> parent_compression then 'set compression ' || case compression when 'l' then 'lz4' when 'p' then 'pglz' else 'default' end end),
          ('statistics target', case when attstattarget >= 0 then 'set statistics ' || attstattarget end),
          ('default', case when attgenerated <> '' then null when value is distinct from parent_value and value is not null then 'set default ' || value when value is null and parent_value is not null then 'drop default' end),
          ('presence', case when attnotnull and not parent_not_null then 'set not null' end)) as x (what, action)
        where is_partition and action is not null
        """;

    /// <summary>Once rows are there.</summary>
    private const string After = """
        select 10, 'after', 'trigger ' || g.tgname, pg_get_triggerdef(g.oid) from rel join pg_trigger g on g.tgrelid = rel.oid where parent is not null and not g.tgisinternal and g.tgparentid = 0
        union all
        select 11, 'after', 'state of trigger ' || g.tgname, format('alter table only %s %s trigger %I', name, case g.tgenabled when 'D' then 'disable' when 'R' then 'enable replica' when 'A' then 'enable always' else 'enable' end, g.tgname)
        from rel join pg_trigger g on g.tgrelid = rel.oid left join pg_trigger p on p.oid = g.tgparentid where parent is not null and not g.tgisinternal and g.tgenabled <> coalesce(p.tgenabled, 'O')
        union all
        select 12, 'after', 'rule ' || r.rulename, pg_get_ruledef(r.oid) from rel join pg_rewrite r on r.ev_class = rel.oid
        union all
        select 13, 'after', 'state of rule ' || r.rulename, format('alter table %s %s rule %I', name, case r.ev_enabled when 'D' then 'disable' when 'R' then 'enable replica' else 'enable always' end, r.rulename)
        from rel join pg_rewrite r on r.ev_class = rel.oid where r.ev_enabled <> 'O'
        union all
        select 14, 'after', 'replica identity of ' || relname, format('alter table %s replica identity %s', name, case relreplident when 'f' then 'full' else 'nothing' end) from rel where parent is not null and relreplident in ('f', 'n')
        union all
        select 15, 'after', 'statistics target of index ' || x.relname, format('alter index %I.%I alter column %s set statistics %s', n.nspname, x.relname, a.attnum, to_jsonb(a) ->> 'attstattarget')
        from rel join pg_index i on i.indrelid = rel.oid join pg_class x on x.oid = i.indexrelid and not x.relispartition join pg_namespace n on n.oid = x.relnamespace join pg_attribute a on a.attrelid = x.oid
        where (to_jsonb(a) ->> 'attstattarget')::int >= 0
        union all
        select 15, 'after', 'options of index ' || x.relname, format('alter index %I.%I set (%s)', n.nspname, x.relname, options)
        from rel join pg_index i on i.indrelid = rel.oid join pg_class x on x.oid = i.indexrelid and not x.relispartition join pg_namespace n on n.oid = x.relnamespace
        cross join lateral (select string_agg(format('%s = %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') as options from unnest(x.reloptions) as o) as y
        where options is not null and exists (select from pg_constraint k where k.conindid = x.oid and k.conrelid = rel.oid and k.contype in ('p', 'u', 'x'))
        union all
        select 16, 'after', 'target of statistics ' || s.stxname, format('alter statistics %I.%I set statistics %s', n.nspname, s.stxname, to_jsonb(s) ->> 'stxstattarget')
        from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace where s.stxrelid = c.oid and (to_jsonb(s) ->> 'stxstattarget')::int >= 0
        """;

    private const string Comments = """
        select 20, 'after', 'comment of ' || relname, format('comment on table %s is %L', name, obj_description(oid, 'pg_class')) from rel where parent is not null and obj_description(oid, 'pg_class') is not null
        union all
        select 21, 'after', 'comment of column ' || attname, format('comment on column %s.%I is %L', name, attname, comment) from col where is_partition and comment is not null
        union all
        select 22, 'after', 'comment of trigger ' || g.tgname, format('comment on trigger %I on %s is %L', g.tgname, name, obj_description(g.oid, 'pg_trigger'))
        from rel join pg_trigger g on g.tgrelid = rel.oid where obj_description(g.oid, 'pg_trigger') is not null
        union all
        select 22, 'after', 'comment of rule ' || r.rulename, format('comment on rule %I on %s is %L', r.rulename, name, obj_description(r.oid, 'pg_rewrite'))
        from rel join pg_rewrite r on r.ev_class = rel.oid where obj_description(r.oid, 'pg_rewrite') is not null
        union all
        select 22, 'after', 'comment of sequence ' || s.relname, format('comment on sequence %I.%I is %L', n.nspname, s.relname, obj_description(s.oid, 'pg_class'))
        from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S' join pg_namespace n on n.oid = s.relnamespace
        where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid and d.deptype in ('a', 'i') and obj_description(s.oid, 'pg_class') is not null
        union all
        select 22, 'after', 'comment of statistics ' || s.stxname, format('comment on statistics %I.%I is %L', n.nspname, s.stxname, obj_description(s.oid, 'pg_statistic_ext'))
        from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace where s.stxrelid = c.oid and obj_description(s.oid, 'pg_statistic_ext') is not null
        """;

    /// <summary>Who may do what: made only where owner and grants are.</summary>
    private const string Access = """
        select 30, 'access', format('policy %s of %s', p.polname, relname), format('create policy %I on %s as %s for %s to %s%s%s', p.polname, name, case when p.polpermissive then 'permissive' else 'restrictive' end,
          case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
          coalesce((select string_agg(quote_ident(r.rolname), ', ' order by r.rolname) from pg_roles r where r.oid = any (p.polroles)), 'public'),
          ' using (' || pg_get_expr(p.polqual, p.polrelid) || ')', ' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
        from rel join pg_policy p on p.polrelid = rel.oid where parent is not null
        union all
        select 31, 'access', 'comment of policy ' || p.polname, format('comment on policy %I on %s is %L', p.polname, name, obj_description(p.oid, 'pg_policy'))
        from rel join pg_policy p on p.polrelid = rel.oid where obj_description(p.oid, 'pg_policy') is not null
        union all
        select 32, 'access', 'row-level security of ' || relname, format('alter table %s %s', name, action)
        from rel cross join lateral (values (relrowsecurity, 'enable row level security'), (relforcerowsecurity, 'force row level security')) as x (is_set, action) where parent is not null and is_set
        union all
        select 33, 'access', 'owner of ' || relname, format('alter table %s owner to %I', name, pg_get_userbyid(relowner)) from rel where parent is not null
        union all
        select 34, 'access', 'grants of ' || relname, format('revoke all on table %s from public, %I', name, pg_get_userbyid(relowner)) from rel where parent is not null and relacl is not null
        union all
        select 35, 'access', 'grants of ' || relname, format('grant %s on table %s to %s%s', string_agg(x.privilege_type, ', '), name, case x.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end, case when x.is_grantable then ' with grant option' else '' end)
        from rel cross join lateral aclexplode(relacl) as x where parent is not null group by name, relname, x.grantee, x.is_grantable
        union all
        select 36, 'access', 'grants of column ' || attname, format('grant %s (%I) on table %s to %s%s', x.privilege_type, attname, name, case x.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end, case when x.is_grantable then ' with grant option' else '' end)
        from col cross join lateral aclexplode(attacl) as x where is_partition
        """;

    public const string Statements = $"""
        {Members}
        select json_agg(json_build_object('phase', phase, 'what', what, 'sql', sql) order by place, what, sql)
        from ({Before} union all {After} union all {Comments} union all {Access}) as statement (place, phase, what, sql)
        """;
}
