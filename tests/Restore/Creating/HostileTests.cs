using Npgsql;
using Platform.Registry.Entries;
using Platform.Restore.Tests.Running;
using Platform.Services;
using Platform.Sources.Postgres.Schema;

namespace Platform.Restore.Tests.Creating;

/// <summary>Tables with everything that PostgreSQL lets a table have (<c>hostile.sql</c>), lost and made again: pg_dump finds no difference.</summary>
public sealed class HostileTests
{
    private const string Tables = """
        select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema') and c.relname not in ('referred', 'log') order by 1, 2
        """;

    private static readonly string[] Script = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "Restore", "Creating", "hostile.sql")).Split("-- tables\n");

    [Fact]
    public async Task Create_HostileTables_LosesNothingThatPgDumpSees()
    {
        using var stack = await RestoreStack.CreateAsync();
        foreach (var part in Script) await stack.Database.ExecuteAsync(part);
        var locations = await TakeAsync(stack);
        var target = await PostgresServer.CreateDatabaseAsync();
        await target.ExecuteAsync(Script[0]);

        var run = await stack.RestoreIntoAsync(target.Url, ["--mode", "create", .. locations.SelectMany(l => new[] { "--from", l })]);

        Assert.True(run.ExitCode == 0, run.Errors);
        DatabaseDump.AssertSame(await DatabaseDump.OfAsync(stack.Database), await DatabaseDump.OfAsync(target));
    }

    [Fact]
    public async Task Replace_HostileTables_LosesNothingThatPgDumpSees()
    {
        using var stack = await RestoreStack.CreateAsync();
        foreach (var part in Script) await stack.Database.ExecuteAsync(part);
        // Roles are the server's, and shared with other tests. A table's own rules keep it from being replaced.
        var (owner, reader, other) = (Role("own"), Role("Read er"), Role("other"));
        await stack.Database.ExecuteAsync($"""
            drop rule logged on fired; drop rule kept on fired;
            create role "{owner}"; create role "{reader}"; create role "{other}";
            alter table parted owner to "{owner}"; alter table parted_a owner to "{reader}"; alter table counted owner to "{owner}";
            grant select on parted to "{reader}" with grant option; grant insert (v), update (v) on parted_a to "{other}"; grant all on parted_b to public; revoke delete on parted_rest from current_user;
            grant usage on sequence counted_c_seq to "{reader}"; grant select on bound to "{reader}" with grant option;
            alter table parted enable row level security; alter table parted_a enable row level security; alter table parted_a force row level security;
            create policy "their ""own"" rows" on parted as restrictive for update to "{reader}", "{other}" using (id > 3) with check (v <> 'public.parted'); comment on policy "their ""own"" rows" on parted is 'theirs';
            create policy leaf on parted_a for select using (true); comment on policy leaf on parted_a is 'a leaf';
            alter default privileges grant select on tables to "{other}"; alter default privileges grant usage on sequences to "{other}";
            """);
        var locations = await TakeAsync(stack);
        var before = await DatabaseDump.OfAsync(stack.Database);

        var run = await stack.RestoreAsync(["--mode", "replace", .. locations.SelectMany(l => new[] { "--from", l })]);

        Assert.True(run.ExitCode == 0, run.Errors);
        DatabaseDump.AssertSame(before, await DatabaseDump.OfAsync(stack.Database));
    }

    private static string Role(string name) => $"{name} {Guid.NewGuid():N}"[..20];

    /// <summary>Snapshots of all tables.</summary>
    private static async Task<IReadOnlyList<string>> TakeAsync(RestoreStack stack)
    {
        await using var connection = await stack.Database.OpenAsync();
        await using (var pin = new NpgsqlCommand("set search_path = pg_catalog", connection)) await pin.ExecuteNonQueryAsync();
        var names = new List<TableName>();
        await using (var list = new NpgsqlCommand(Tables, connection))
        await using (var rows = await list.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync()) names.Add(new TableName(rows.GetString(0), rows.GetString(1)));
        }

        var locations = new List<string>();
        foreach (var name in names)
        {
            var live = await TableReader.ReadAsync(connection, name, CancellationToken.None);
            locations.Add(await stack.SnapshotAsync(JobStack.Entry("", [.. live.Columns.Select(c => JobStack.Column(c.Name, c.Type.EntryText))]) with { Table = name }));
        }

        return locations;
    }
}
