using Platform.Operator.Commands;
using Platform.Operator.Tests.Running;
using Platform.Registry.Failures;
using Platform.Services;

namespace Platform.Operator.Tests.Commands;

public sealed class RestoreCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VerifyAndRestore_TablesOfASource_ComeBackTogether()
    {
        await using var platform = new PlatformProcess();
        var database = await PostgresServer.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("""
            create table a (id integer primary key, name text); insert into a select n, 'name ' || n from generate_series(1, 2000) n;
            create table b (id bigserial primary key, a integer references a); insert into b (a) select n from generate_series(1, 2000) n;
            """, Cancel);
        var registry = Path.Combine(platform.Home, "registry");
        (await platform.RunAsync("tables", "add", "crm", "--all", "--source", $"crm={database.Url}", "--registry", registry)).Expect(0);
        (await platform.RunAsync("snapshot", "--accept-late", "--registry", registry)).Expect(0);
        await database.ExecuteAsync("truncate a, b", Cancel);

        var verified = (await platform.RunAsync("verify", "a", "b", "--registry", registry)).Expect(0);
        Assert.Matches(@"^2 tables: 4,000 rows [0-9.]+ [KM]iB verified in [0-9.]+ m?s\.\n$", verified.Output);
        var restored = (await platform.RunAsync("restore", "--all", "crm", "--into", "crm", "--mode", "truncate", "--registry", registry)).Expect(0);
        Assert.Matches(@"^2 tables: 4,000 rows restored into crm and proved in [0-9.]+ m?s \(plan [0-9.]+ m?s, load [0-9.]+ m?s, proof [0-9.]+ m?s, live [0-9.]+ m?s\)\.\n$", restored.Output);
        Assert.Equal(4000, await database.ScalarAsync<long>("select (select count(*) from a) + (select count(*) from b)", Cancel));

        await database.ExecuteAsync("create table a_then (like a including all)", Cancel);
        var copy = await platform.RunAsync("restore", "a", "--into", $"copy={database.Url}:public.a_then", "--mode", "append", "--registry", registry, "--output", "json");
        Assert.Equal(2000, copy.Expect(0).Json.GetProperty("rows").GetInt64());
        Assert.Equal(2000, await database.ScalarAsync<long>("select count(*) from a_then", Cancel));

        var alone = (await platform.RunAsync("restore", "a", "--into", "crm", "--mode", "truncate", "--registry", registry)).Expect(65);
        Assert.StartsWith("error: Other tables refer to it by foreign keys, so that it cannot be emptied alone.\nhint: ", alone.Errors);
    }

    [Fact]
    public async Task VerifyAgainstSource_TakesAndProvesAFreshSnapshotAndSaysWhatMovedOn()
    {
        await using var platform = new PlatformProcess();
        var database = await PostgresServer.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("create table a (id integer primary key, name text); insert into a select n, 'name ' || n from generate_series(1, 2000) n; create table b (id integer primary key)", Cancel);
        var registry = Path.Combine(platform.Home, "registry");
        (await platform.RunAsync("tables", "add", "crm", "--all", "--source", $"crm={database.Url}", "--registry", registry)).Expect(0);
        (await platform.RunAsync("snapshot", "--accept-late", "--registry", registry)).Expect(0);
        var files = FilesOfLake();
        await database.ExecuteAsync("update a set name = 'other' where id = 7; insert into a values (2001, null)", Cancel);

        var moved = (await platform.RunAsync("verify", "--all", "crm", "--against-source", "--registry", registry)).Expect(0);
        Assert.Matches("""
            ^2 tables: 2,000 rows [0-9.]+ [KM]iB verified in [0-9.]+ m?s\.
            crm/public\.a: a fresh snapshot of \S+Z, 2,001 rows, equals the live table\.
              The table has moved on since it was taken at \S+Z: 2,000 rows then, 2,001 now; other values in id, name\.
            crm/public\.b: a fresh snapshot of \S+Z, 0 rows, equals the live table\.
              The table holds what it held at \S+Z\.
            $
            """, moved.Output);
        var json = (await platform.RunAsync("verify", "--all", "crm", "--against-source", "--registry", registry, "--output", "json")).Expect(0).Json.GetProperty("tables");
        Assert.Equal((false, 2001, "2,000 rows then, 2,001 now; other values in id, name"), Fresh(json[0]));
        Assert.Equal((true, 0, null), Fresh(json[1]));
        Assert.Equal(files, FilesOfLake());

        // A table that can no longer be taken as its entry has it is no moved-on one.
        await database.ExecuteAsync("alter table a drop name", Cancel);
        var drifted = (await platform.RunAsync("verify", "--all", "crm", "--against-source", "--registry", registry)).Expect(65);
        Assert.StartsWith("error: ", drifted.Errors);

        string[] FilesOfLake() => [.. Directory.EnumerateFiles(Path.Combine(platform.Home, "lake"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

        static (bool, long, string?) Fresh(System.Text.Json.JsonElement table)
        {
            var fresh = table.GetProperty("fresh");
            return (fresh.GetProperty("same").GetBoolean(), fresh.GetProperty("rows").GetInt64(), fresh.GetProperty("difference").GetString());
        }
    }

    [Theory]
    [InlineData("shop", "shop", null, null)]
    [InlineData("shop:public.orders_then", "shop", null, "public.orders_then")]
    [InlineData("copy=postgresql://ada:p.w@host:5433", "copy", "postgresql://ada:p.w@host:5433", null)]
    [InlineData("copy=postgresql://ada@host:5433/db:s.t", "copy", "postgresql://ada@host:5433/db", "s.t")]
    [InlineData("copy=postgresql://ada@/db?host=/tmp:s.t", "copy", "postgresql://ada@/db?host=/tmp", "s.t")]
    public void Parse_Target_IsTakenApart(string text, string name, string? url, string? table)
    {
        var target = RestoreTarget.Parse(text);
        Assert.Equal((name, url, table), (target.Name, target.Url, target.Table is { } found ? found.ToString() : null));
    }

    [Fact]
    public void Parse_UrlWithoutName_IsRefusedWithoutRepeatingIt()
    {
        var e = Assert.Throws<PlatformException>(() => RestoreTarget.Parse("postgresql://ada:secret@host/db"));
        Assert.Equal((ExitCode.Usage, "--into must begin with a name for the target"), (e.ExitCode, e.Message));
        Assert.DoesNotContain("secret", e.Hint, StringComparison.Ordinal);
    }
}
