using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>Whose a table is, who may do what with it, and which rows each role sees, as SQL.</summary>
internal static class AccessSql
{
    public static IEnumerable<DefinitionStep> Policies(TableDdl ddl, string table, NameMap names)
    {
        foreach (var policy in ddl.Policies)
        {
            var command = policy.Command switch { "r" => "select", "a" => "insert", "w" => "update", "d" => "delete", _ => "all" };
            var roles = policy.Roles.Count == 0 ? "public" : string.Join(", ", policy.Roles.Select(Identifier.Quote));
            var sql = $"create policy {Identifier.Quote(policy.Name)} on {table} as {(policy.Permissive ? "permissive" : "restrictive")} for {command} to {roles}";
            if (policy.Using is { } rows) sql += $" using ({names.Rewrite(rows)})";
            if (policy.Check is { } check) sql += $" with check ({names.Rewrite(check)})";
            yield return new DefinitionStep($"policy {policy.Name}", sql);
        }

        if (ddl.RowSecurity) yield return new DefinitionStep("row-level security", $"alter table {table} enable row level security");
        if (ddl.ForceRowSecurity) yield return new DefinitionStep("forced row-level security", $"alter table {table} force row level security");
    }

    /// <summary>Takes away what the target's default privileges gave to others than the owner: the snapshot's grants are all that there are.</summary>
    /// <param name="kind">table or sequence.</param>
    /// <param name="name">Its name now, quoted.</param>
    public static DefinitionStep Ungrant(string kind, string name) => new($"default privileges of the {kind}", $"""
        do $$ declare grantee text; begin
          for grantee in select distinct case x.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end from pg_class c cross join lateral aclexplode(c.relacl) as x
            where c.oid = {Identifier.Literal(name)}::regclass and x.grantee <> c.relowner loop
            execute format('revoke all on {kind} %s from %s', {Identifier.Literal(name)}::regclass, grantee);
          end loop; end $$
        """);

    /// <summary>The table goes to its owner first, who then grants.</summary>
    /// <param name="ddl">The definition.</param>
    /// <param name="table">Its name now, quoted.</param>
    /// <param name="sequenceName">The names now, quoted, of sequences that its columns own.</param>
    public static IEnumerable<DefinitionStep> Owner(TableDdl ddl, string table, Func<SequenceDdl, string> sequenceName)
    {
        yield return new DefinitionStep($"owner {ddl.Owner}", $"alter table {table} owner to {Identifier.Quote(ddl.Owner)}");
        foreach (var step in Grants("table", table, ddl.Owner, ddl.Grants)) yield return step;
        foreach (var column in ddl.Columns)
        {
            foreach (var grant in (column.Grants ?? []).Select(AccessItem.Parse))
                yield return new DefinitionStep($"grant on column {column.Name} to {grant.Grantee ?? "PUBLIC"}", grant.ToSql($"table {table}", $" ({Identifier.Quote(column.Name)})"));
        }

        foreach (var sequence in ddl.Sequences.Where(s => s.Owned))
        {
            foreach (var step in Grants("sequence", sequenceName(sequence), ddl.Owner, sequence.Grants)) yield return step;
        }
    }

    /// <summary>An explicit list says what the owner has as well.</summary>
    private static IEnumerable<DefinitionStep> Grants(string kind, string name, string owner, IReadOnlyList<string>? items)
    {
        if (items is null) yield break;
        yield return new DefinitionStep($"grants of the {kind}", $"revoke all on {kind} {name} from public, {Identifier.Quote(owner)}");
        foreach (var grant in items.Select(AccessItem.Parse)) yield return new DefinitionStep($"grant on the {kind} to {grant.Grantee ?? "PUBLIC"}", grant.ToSql($"{kind} {name}"));
    }
}
