using Platform.Operator.Tests.Running;
using Platform.Services;

namespace Platform.Operator.Tests.Commands;

public sealed class TablesCheckTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_EntriesThatNoLongerFit_ReportsEveryTableAndTheWorstExitCode()
    {
        await using var platform = new PlatformProcess();
        var database = await PostgresServer.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("create table good (id integer not null primary key, extra text); create table drifted (id bigint not null primary key); create materialized view unfilled as select 1 as id with no data", Cancel);
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.good").SmallTable("crm", "public.drifted").SmallTable("crm", "public.gone").Table("crm", "public.unfilled", "table: public.unfilled\ncolumns:\n  - { name: id, type: integer }\n");

        var result = (await platform.RunAsync("tables", "check", "--registry", registry.Path, "--source", $"crm={database.Url}", "--output", "json")).Expect(65);

        var tables = result.Json.GetProperty("tables").EnumerateArray().ToDictionary(t => t.GetProperty("table").GetString()!);
        Assert.Equal("ok", tables["public.good"].GetProperty("result").GetString());
        Assert.Contains("column extra (text)", tables["public.good"].GetProperty("notices")[0].GetString());
        Assert.Equal("schema-drift", tables["public.drifted"].GetProperty("error").GetProperty("type").GetString());
        Assert.Equal("table-missing", tables["public.gone"].GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(("not-populated", "refresh materialized view \"public\".\"unfilled\";"), (tables["public.unfilled"].GetProperty("error").GetProperty("type").GetString(), tables["public.unfilled"].GetProperty("error").GetProperty("hint").GetString()));
        Assert.Contains("error: crm/public.gone", result.Errors);
    }

    [Fact]
    public async Task Check_EntriesOnly_NeedsNoSource()
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.good");

        var result = (await platform.RunAsync("tables", "check", "--entries-only", "--registry", registry.Path)).Expect(0);

        Assert.Contains("entry is valid", result.Output);
    }

    [Fact]
    public async Task Check_ServerThatIsNotThere_IsReportedForEveryTableOfItsSource()
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.one").SmallTable("crm", "public.two");

        var result = await platform.RunAsync("tables", "check", "--registry", registry.Path, "--source", "crm=postgresql://me:secret-word@127.0.0.1:1/crm");

        Assert.Equal(75, result.ExitCode);
        Assert.StartsWith("error: crm/public.one, crm/public.two: ", result.Errors);
        Assert.DoesNotContain("secret-word", result.Output + result.Errors);
    }
}
