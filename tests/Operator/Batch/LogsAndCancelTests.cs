using Platform.Fakes.Batch;
using Platform.Operator.Tests.Running;

namespace Platform.Operator.Tests.Batch;

public sealed class LogsAndCancelTests
{
    private const string Published = """{"time":"2026-03-01T10:00:09.000Z","level":"info","event":"published","rows":3}""";

    [Fact]
    public async Task Logs_OfAScheduledJob_AreFoundByItsTime()
    {
        await using var desk = await BatchDesk.OpenAsync();
        desk.Batch.Plan = job => new JobPlan { Lines = [$"job of {job.Parameters["at"]}", "1", "2", "3", Published] };
        desk.Batch.Submit(BatchDesk.Orders, BatchDesk.Queue, "2026-03-01T09:00:00Z");
        desk.Batch.Submit(BatchDesk.Orders, BatchDesk.Queue, "2026-03-01T10:00:00Z");

        var followed = (await desk.RunAsync("logs", "public.orders", "--at", "2026-03-01T10", "--follow")).Expect(0);
        var whole = (await desk.RunAsync("logs", "public.orders", "--at", "2026-03-01T10")).Expect(0);
        var json = (await desk.RunAsync("logs", "public.orders", "--at", "2026-03-01T10", "--output", "json")).Expect(0).Json;

        Assert.Contains("shop/public.orders: 2026-03-01T10:00:09.000Z published  rows=3\nshop/public.orders: SUCCEEDED\n", followed.Output);
        Assert.Equal("job of 2026-03-01T10:00:00Z\n1\n2\n3\n2026-03-01T10:00:09.000Z published  rows=3\n", whole.Output);
        Assert.Equal(("SUCCEEDED", 0, Published), (json.GetProperty("status").GetString(), json.GetProperty("exit_code").GetInt32(), json.GetProperty("lines")[4].GetString()));
    }

    [Fact]
    public async Task Cancel_EndsTheJobsOfThatHourAlone()
    {
        await using var desk = await BatchDesk.OpenAsync();
        desk.Batch.Plan = _ => new JobPlan { IsEndless = true };
        for (var hour = 0; hour < 120; hour++) desk.Batch.Submit(BatchDesk.Orders, BatchDesk.Queue, $"2026-03-{1 + (hour / 24):00}T{hour % 24:00}:00:00Z");

        var cancelled = (await desk.RunAsync("cancel", "public.orders", "--at", "2026-03-01T10")).Expect(0);
        var again = (await desk.RunAsync("cancel", "public.orders", "--at", "2026-03-01T10")).Expect(0);

        var job = Assert.Single(desk.Batch.Jobs, job => job.Terminated is not null);
        Assert.Equal(("2026-03-01T10:00:00Z", "cancelled with platform cancel"), (job.Parameters["at"], job.Terminated));
        Assert.Matches($"shop/public.orders 2026-03-01T10:00:00Z: job {job.Id}, which was [A-Z]+, is told to end.", cancelled.Output);
        Assert.Equal($"shop/public.orders 2026-03-01T10:00:00Z: nothing to cancel, job {job.Id} is FAILED.\n", again.Output);
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("cancel")]
    public async Task Command_OfAnHourWithoutAJob_SaysWhereItsLinesMayBe(string command)
    {
        await using var desk = await BatchDesk.OpenAsync();

        var result = (await desk.RunAsync(command, "public.orders", "--at", "2026-03-01T10")).Expect(69);

        Assert.Equal(
            "error: Batch knows no job of shop/public.orders for 2026-03-01T10:00:00Z\nhint: It forgets jobs a week after they ended; their lines stay in log group /platform-dev/jobs, streams platform-dev-shop-public-orders/*.\n",
            result.Errors);
    }

    [Fact]
    public async Task Logs_OnTheLocalStack_SaysThatJobsRunHere()
    {
        await using var platform = new PlatformProcess();

        var result = (await platform.RunAsync("logs", "public.orders", "--at", "2026-03-01T10")).Expect(64);

        Assert.StartsWith("error: stack local runs its jobs here, not in AWS Batch\n", result.Errors, StringComparison.Ordinal);
    }
}
