using Npgsql;
using Platform.Operator.Tests.Running;
using Platform.Registry.Faults;
using Platform.Services;

namespace Platform.Operator.Tests.Commands;

public sealed class DrillCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drill_OfARandomAndOfADamagedSnapshot_IsRecordedAndLeavesNothing()
    {
        await using var platform = new PlatformProcess();
        var database = await PostgresServer.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("""
            create type mood as enum ('sad'); create function f() returns integer language sql as 'select 1';
            create table a (id integer primary key, m mood default 'sad', n integer default f()); insert into a select generate_series(1, 2000);
            create table b (id bigserial primary key, a integer references a); insert into b (a) select n from generate_series(1, 2000) n;
            """, Cancel);
        var registry = Path.Combine(platform.Home, "registry");
        (await platform.RunAsync("tables", "add", "crm", "--all", "--source", $"crm={database.Url}", "--registry", registry)).Expect(0);
        var early = (await platform.RunAsync("drill", "--into", "crm", "--registry", registry)).Expect(69);
        Assert.StartsWith("error: no snapshot of any table is published yet\n", early.Errors);
        (await platform.RunAsync("snapshot", "--accept-late", "--registry", registry)).Expect(0);
        var scratch = await PostgresServer.CreateDatabaseAsync(Cancel);

        var random = (await platform.RunAsync("drill", "--into", $"scratch={scratch.Url}", "--registry", registry)).Expect(0);
        Assert.Matches(@"^crm/public\.[ab] of \S+: 2,000 rows restored into scratch, proved and dropped in [0-9.]+ m?s; drill 1 of the ledger\.\n$", random.Output);
        // Beside the live table of the same name, which nobody notices.
        var named = (await platform.RunAsync("drill", "b", "--into", "crm", "--registry", registry, "--output", "json")).Expect(0);
        Assert.Equal((2, "public.b", 2000), (named.Json.GetProperty("drill").GetInt64(), named.Json.GetProperty("table").GetString(), named.Json.GetProperty("rows").GetInt64()));
        var part = Directory.EnumerateFiles(new Uri((await platform.RunAsync("path", "a", "--registry", registry)).Expect(0).Output.Trim()).LocalPath, "part-*").Single();
        File.Delete(part);
        var failed = (await platform.RunAsync("drill", "a", "--into", $"scratch={scratch.Url}", "--registry", registry)).Expect(65);
        Assert.StartsWith("error: part-00000.parquet is missing: the manifest names 1 parts\n", failed.Errors);

        foreach (var target in new[] { scratch, database })
            Assert.Equal(0, await target.ScalarAsync<long>("select count(*) from pg_namespace where nspname like 'platform%'", Cancel));
        Assert.False(await scratch.ScalarAsync<bool>("select to_regclass('a') is not null or to_regclass('b') is not null", Cancel));
        Assert.Equal("proved scratch , proved crm , failed scratch part-missing", await LedgerAsync(platform,
            "select string_agg(concat_ws(' ', status, target, coalesce(error_type, '')), ', ' order by drill_id) from platform.drill where recovery_seconds > 0"));
    }

    /// <summary>SIGKILL on the job while a scratch schema has rows: the ledger says that it died, and the next drill removes what it left.</summary>
    [Fact]
    public async Task Drill_WhoseJobIsKilled_IsRecordedAndTheNextOneCleansUp()
    {
        await using var platform = new PlatformProcess();
        var database = await PostgresServer.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("create table a (id integer primary key); insert into a select generate_series(1, 2000)", Cancel);
        var registry = Path.Combine(platform.Home, "registry");
        (await platform.RunAsync("tables", "add", "crm", "--all", "--source", $"crm={database.Url}", "--registry", registry)).Expect(0);
        (await platform.RunAsync("snapshot", "--accept-late", "--registry", registry)).Expect(0);
        const string Left = "select count(*) from pg_namespace where nspname like 'platform%'";

        platform.With(FaultPlan.Variable, "RowsLoaded=kill");
        var killed = (await platform.RunAsync("drill", "--into", "crm", "--registry", registry)).Expect(75);
        Assert.StartsWith("error: the job of drill crm/public.a ended with 137 without saying why", killed.Errors);
        await database.WaitForAsync("not exists (select from pg_stat_activity where application_name = 'platform restore' and datname = current_database())");
        Assert.Equal(1, await database.ScalarAsync<long>(Left, Cancel));

        platform.With(FaultPlan.Variable, "");
        (await platform.RunAsync("drill", "--into", "crm", "--registry", registry)).Expect(0);
        Assert.Equal(0, await database.ScalarAsync<long>(Left, Cancel));
        Assert.Equal("failed job-died, proved", await LedgerAsync(platform, "select string_agg(concat_ws(' ', status, error_type), ', ' order by drill_id) from platform.drill"));
    }

    private static async Task<string> LedgerAsync(PlatformProcess platform, string sql)
    {
        var local = (await platform.RunAsync("local", "start", "--output", "json")).Expect(0).Json;
        var password = (await File.ReadAllTextAsync(local.GetProperty("password_file").GetString()!, Cancel)).Trim();
        await using var connection = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={local.GetProperty("port").GetInt32()};Username={local.GetProperty("user").GetString()};Password={password};Database=platform_ledger;GSS Encryption Mode=Disable");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
