using Platform.Fakes.Athena;
using Platform.Fakes.Http;
using Platform.Fakes.Signing;
using Platform.Judges;
using Platform.Operator.Tests.Running;
using Platform.Services;

namespace Platform.Operator.Tests.Querying;

public sealed class QueryTests
{
    private static readonly FakeQueryResult Two = new()
    {
        Columns = [("status", "varchar"), ("n", "bigint")],
        Rows = [["paid", "3"], [null, "1"]],
        BytesScanned = 64 << 20,
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_OfADeployedStack_AsksItsWorkgroupAndSaysWhatItCost()
    {
        await using var athena = await FakeAthena.StartAsync("platform-dev");
        athena.Answer = _ => Two;
        // What was started and not answered is not started twice.
        athena.Faults.Add(Fault.Of(FaultKind.LostResponse, "StartQueryExecution"), Fault.SlowDown("GetQueryResults"));
        await using var platform = Desk(athena);

        var text = (await platform.RunAsync("query", "select status, count(*) n from orders_latest group by 1;", "--stack", "dev")).Expect(0);

        Assert.Equal("status  n\npaid    3\nNULL    1\n", text.Output);
        var query = Assert.Single(athena.Queries);
        Assert.Equal(("dev_shop", "platform-dev", "select status, count(*) n from orders_latest group by 1"), (query.Database, query.Workgroup, query.Sql));
        Assert.Equal($"2 rows; 64.0 MiB scanned, about 0.000305 USD at list price; 1.3 s; Athena query {query.Id}\n", text.Errors);
    }

    [Fact]
    public async Task Query_AsJson_HoldsTypesAndNulls_AndStopsAtTheRowsAskedFor()
    {
        await using var athena = await FakeAthena.StartAsync("platform-dev");
        athena.Answer = _ => Two with { Rows = [.. Enumerable.Range(0, 2_500).Select(i => new string?[] { null, $"{i}" })], BytesScanned = 1 };
        await using var platform = Desk(athena);

        var json = (await platform.RunAsync("query", "select 1", "--stack", "dev", "--database", "dev_other", "--rows", "1500", "--output", "json")).Expect(0).Json;

        Assert.Equal("dev_other", Assert.Single(athena.Queries).Database);
        Assert.Equal((1_500, false), (json.GetProperty("rows").GetArrayLength(), json.GetProperty("complete").GetBoolean()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.GetProperty("rows")[1_499][0].ValueKind);
        Assert.Equal(("1499", "bigint"), (json.GetProperty("rows")[1_499][1].GetString(), json.GetProperty("columns")[1].GetProperty("type").GetString()));
        // Ten megabytes are the least that is billed.
        Assert.Equal(0.0000476837158203125m, json.GetProperty("cost_usd").GetDecimal());
    }

    [Theory]
    [InlineData(false, 65, "correct the query, or look it up in Athena's history by its id")]
    [InlineData(true, 75, "Athena says that it may succeed: run it again")]
    public async Task Query_ThatFails_SaysWhatAthenaSaid(bool retryable, int exit, string hint)
    {
        await using var athena = await FakeAthena.StartAsync("platform-dev");
        athena.Answer = _ => FakeQueryResult.Failed("COLUMN_NOT_FOUND: line 1:8: Column 'stats' cannot be resolved", retryable);
        await using var platform = Desk(athena);

        var result = (await platform.RunAsync("query", "select stats from orders", "--stack", "dev")).Expect(exit);

        Assert.Equal($"error: Athena's query {athena.Queries[0].Id} failed: COLUMN_NOT_FOUND: line 1:8: Column 'stats' cannot be resolved\nhint: {hint}\n", result.Errors);
    }

    [Fact]
    public async Task Query_Interrupted_IsStoppedInAthena()
    {
        await using var athena = await FakeAthena.StartAsync("platform-dev");
        athena.Answer = _ => Two with { IsEndless = true };
        await using var platform = Desk(athena);
        using var process = platform.Start("query", "select 1", "--stack", "dev");
        while (athena.Queries is not [{ State: "RUNNING" }] && !process.HasExited) await Task.Delay(10, Cancel);

        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync(Cancel);
        (await PlatformProcess.EndAsync(process)).Expect(75);

        Assert.Equal("CANCELLED", athena.Queries[0].State);
    }

    [Fact]
    public async Task Query_OnTheLocalStack_PrintsWhatDuckDbAnswers_FromPublishedFilesAlone()
    {
        await using var platform = new PlatformProcess();
        var source = await PostgresServer.CreateDatabaseAsync(Cancel);
        await source.ExecuteAsync("create table news (id integer primary key); insert into news values (1), (2), (3)", Cancel);
        var registry = new RegistryFolder(platform.Home).Source("press").SmallTable("press", "public.news");
        string[] take = ["snapshot", "--registry", registry.Path, "--source", $"press={source.Url}", "--force", "--accept-late"];
        (await platform.RunAsync(take)).Expect(0);
        await source.ExecuteAsync("insert into news values (4)", Cancel);
        // The attempt that is replaced stays beside the one that readers see.
        (await platform.RunAsync(take)).Expect(0);

        var script = (await platform.RunAsync(
            "query", "select count(*) from news union all select max(id) from news_latest union all select count(distinct snapshot_hour) from local_press.news order by 1 desc", "--registry", registry.Path)).Expect(0);

        var file = Path.Combine(platform.Home, "query.sql");
        await File.WriteAllTextAsync(file, script.Output, Cancel);
        Assert.Equal("4\n4\n1\n", JudgeRunner.Script("duckdb-script.mjs", file));
        Assert.Contains("DuckDB does: ./platform query", script.Errors);
    }

    private static PlatformProcess Desk(FakeAthena athena) => new PlatformProcess()
        .With(FakeCredentials.Default.Variables)
        .With("AWS_ENDPOINT_URL_ATHENA", athena.Endpoint.AbsoluteUri);
}
