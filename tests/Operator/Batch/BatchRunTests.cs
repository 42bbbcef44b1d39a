using System.Diagnostics;
using Platform.Fakes.Batch;
using Platform.Fakes.Http;
using Platform.Operator.Tests.Running;
using Platform.Services;

namespace Platform.Operator.Tests.Batch;

/// <summary>With <c>execution: batch</c>, <c>snapshot</c> and <c>rerun</c> submit what is deployed, follow it and end as it ends.</summary>
public sealed class BatchRunTests
{
    private const string Refused =
        """{"time":"2026-03-01T10:00:03.000Z","level":"error","event":"failed","table":"public.orders","kind":"drift","message":"column id is gone","hint":"take it out of the entry","exit":65}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Snapshot_OfADeployedStack_SubmitsTheTablesJobAndEndsWithItsExitCode()
    {
        await using var desk = await BatchDesk.OpenAsync();
        desk.Batch.Plan = _ => new JobPlan { ExitCodes = [65], Lines = ["""{"time":"2026-03-01T10:00:01.000Z","level":"info","event":"claimed"}""", "a word of the runtime", "one", "two", Refused] };

        var result = (await desk.RunAsync("snapshot", "--table", "public.orders", "--at", BatchDesk.Hour)).Expect(65);

        var job = Assert.Single(desk.Batch.Jobs);
        Assert.Equal((BatchDesk.Orders, BatchDesk.Queue), (job.Definition, job.Queue));
        Assert.Equal($"{BatchDesk.Orders}-{BatchDesk.Hour}", job.Name);
        Assert.Equal(["snapshot", "--table", "public.orders", "--at", $"{BatchDesk.Hour}:00:00Z"], job.Command);
        Assert.False(desk.Submitted().Body.TryGetProperty("containerOverrides", out _));
        foreach (var said in (string[])["shop/public.orders: RUNNING\n", "shop/public.orders: 2026-03-01T10:00:01.000Z claimed\n", "shop/public.orders: a word of the runtime\n", "shop/public.orders: FAILED: Essential container in task exited\n"])
            Assert.Contains(said, result.Errors);
        Assert.Contains($"error: shop/public.orders {BatchDesk.Hour}:00:00Z: column id is gone (exit 65)\nhint: take it out of the entry\n", result.Errors);
    }

    [Fact]
    public async Task Rerun_LateAndOfAGroup_SubmitsTheGroupsJobWithWhatIsWished()
    {
        await using var desk = await BatchDesk.OpenAsync();
        desk.Batch.Plan = _ => new JobPlan { ExitCodes = [137] };

        var result = (await desk.RunAsync("rerun", "--table", "public.invoices", "--at", "2026-03-01T10", "--accept-late", "--output", "json")).Expect(75);

        Assert.Equal(["snapshot", "--group", "sales", "--at", "2026-03-01T10:00:00Z", "--accept-late"], Assert.Single(desk.Batch.Jobs).Command);
        Assert.Equal(["public.invoices", "public.payments"], result.Json.GetProperty("snapshots").EnumerateArray().Select(s => s.GetProperty("table").GetString()));
        Assert.Contains("shop/group sales ended with 137 without saying why", result.Errors);
    }

    [Fact]
    public async Task Snapshot_Here_RunsInTheProcess_AndTheBatchJobAfterItFindsItPublished()
    {
        await using var desk = await BatchDesk.OpenAsync();
        var source = await PostgresServer.CreateDatabaseAsync(Cancel);
        await source.ExecuteAsync("create table orders (id integer primary key); insert into orders values (1), (2)", Cancel);
        var ledger = (await PostgresServer.CreateDatabaseAsync(Cancel)).Url;
        desk.Platform.With("PLATFORM_PROOF_SEED", "0123456789abcdef");
        (await desk.RunAsync("ledger", "migrate", "--ledger", ledger)).Expect(0);

        var here = (await desk.RunAsync("snapshot", "--table", "public.orders", "--at", BatchDesk.Hour, "--accept-late", "--here", "--ledger", ledger, "--source", $"shop={source.Url}", "--output", "json")).Expect(0);
        Assert.Equal("published", here.Json.GetProperty("snapshots")[0].GetProperty("status").GetString());
        Assert.Empty(desk.Batch.Requests);

        // The first attempt is retried by Batch, as its exit code asks; only the last one's words count.
        desk.Batch.Plan = _ => new JobPlan { ExitCodes = [75, 0], Lines = ["""{"time":"2026-03-01T10:00:01.000Z","level":"info","event":"skipped"}"""] };
        var batch = (await desk.RunAsync("snapshot", "--table", "public.orders", "--at", BatchDesk.Hour, "--output", "json")).Expect(0);
        Assert.Equal("skipped", batch.Json.GetProperty("snapshots")[0].GetProperty("status").GetString());
        Assert.Equal(2, batch.Json.GetProperty("snapshots")[0].GetProperty("rows").GetInt64());
        Assert.Contains("shop/public.orders: Batch tries it again\n", batch.Errors);
    }

    [Fact]
    public async Task Snapshot_WhoseContainerNeverStarts_IsToBeTriedAgain()
    {
        await using var desk = await BatchDesk.OpenAsync();
        desk.Batch.Plan = _ => new JobPlan { ExitCodes = [null], StatusReason = "CannotPullContainerError: image not found" };

        var result = (await desk.RunAsync("snapshot", "--table", "public.orders", "--at", BatchDesk.Hour, "--output", "json")).Expect(75);

        var error = result.Json.GetProperty("snapshots")[0].GetProperty("error");
        Assert.Equal("job-not-run", error.GetProperty("type").GetString());
        Assert.Equal("the Batch job of shop/public.orders ended without an exit code: CannotPullContainerError: image not found", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Snapshot_OfATableThatIsNotDeployed_SaysToDeploy()
    {
        await using var desk = await BatchDesk.OpenAsync();
        desk.Registry.SmallTable("shop", "public.news");

        var result = (await desk.RunAsync("snapshot", "--table", "public.news", "--at", BatchDesk.Hour)).Expect(78);

        Assert.Contains("about job definition platform-dev-shop-public-news in queue platform-dev-shop-urgent\nhint: JobDefinition platform-dev-shop-public-news does not exist; deploy the stack", result.Errors);
    }

    [Fact]
    public async Task Snapshot_WithPassingFaultsOfBatch_IsSubmittedAndFollowed()
    {
        await using var desk = await BatchDesk.OpenAsync();
        desk.Batch.Faults.Add(Fault.SlowDown("SubmitJob"), Fault.InternalError("DescribeJobs", times: 2));
        desk.Logs.Faults.Add(Fault.Of(FaultKind.Reset, "GetLogEvents"));
        desk.Batch.Plan = _ => new JobPlan { ExitCodes = [65], Lines = [Refused] };

        (await desk.RunAsync("snapshot", "--table", "public.orders", "--at", BatchDesk.Hour)).Expect(65);

        Assert.Single(desk.Batch.Jobs);
        Assert.Equal((3, 1), (desk.Batch.Faults.Hits, desk.Logs.Faults.Hits));
    }

    [Fact]
    public async Task Snapshot_Denied_NamesTheActionToAllow()
    {
        await using var desk = await BatchDesk.OpenAsync();
        desk.Batch.Faults.Add(Fault.Denied("SubmitJob"));

        var result = (await desk.RunAsync("snapshot", "--table", "public.orders", "--at", BatchDesk.Hour)).Expect(77);

        Assert.Contains("hint: allow batch:SubmitJob on job definition platform-dev-shop-public-orders in queue platform-dev-shop-urgent", result.Errors);
    }

    [Fact]
    public async Task Snapshot_Interrupted_LeavesTheJobToBatch()
    {
        await using var desk = await BatchDesk.OpenAsync();
        desk.Batch.Plan = _ => new JobPlan { IsEndless = true };
        using var process = desk.Platform.Start(desk.On("snapshot", "--table", "public.orders", "--at", BatchDesk.Hour));
        while (desk.Batch.Jobs is not [{ Status: "RUNNING" }] && !process.HasExited) await Task.Delay(10, Cancel);

        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync(Cancel);
        var result = (await PlatformProcess.EndAsync(process)).Expect(75);

        Assert.Contains("Interrupted: the jobs go on in Batch.", result.Errors);
        Assert.Equal("RUNNING", desk.Batch.Jobs[0].Status);
    }
}
