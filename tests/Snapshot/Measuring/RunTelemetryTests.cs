using System.Text.Json;
using Platform.Fakes.Http;
using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Aws;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Measuring;

/// <summary>What a run says while it goes on, and in numbers at its end.</summary>
public sealed class RunTelemetryTests
{
    private static readonly Entry Orders = JobStack.Entry("orders", JobStack.Column("id", "integer"), JobStack.Column("payload", "text")) with { Compression = Compression.None, Parallel = 1 };

    [Fact]
    public async Task Run_SaysEachStepOnce_WithRunAndAttempt()
    {
        using var stack = await OrdersAsync(rows: 10);

        var run = await stack.RunAsync(Orders);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(["claimed", "opened", "planned", "written", "proved", "recorded", "published"], run.Events.Select(e => e.GetProperty("event").GetString()));
        var published = run.Event("published");
        Assert.All(run.Events, e => Assert.Equal(
            ("test", "public.orders", stack.Hour.ToString(), published.GetProperty("run").GetInt64(), published.GetProperty("attempt").GetString()),
            (e.GetProperty("stack").GetString(), e.GetProperty("table").GetString(), e.GetProperty("snapshot_time").GetString(), e.GetProperty("run").GetInt64(), e.GetProperty("attempt").GetString())));
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Run_StartedByBatchAndRetried_TellsMetricsOfItsSource()
    {
        await using var cloud = await CloudStack.CreateAsync();
        await CreateAsync(cloud.Stack, rows: 50_000);
        var environment = cloud.Deploy(Orders, ("id", "int"), ("payload", "string"));
        environment["AWS_BATCH_JOB_ID"] = "batch-1";
        environment["PLATFORM_RETRY_FOR"] = "60s";
        cloud.S3.Faults.Add(Fault.Of(FaultKind.Forgotten, "UploadPart"));

        var run = await cloud.RunAsync(Orders, environment);

        Assert.True(run.ExitCode == 0, run.Errors);
        var published = run.Event("published");
        using var line = JsonDocument.Parse(run.Output);
        var metrics = line.RootElement;
        var declared = metrics.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0];
        Assert.Equal(("Platform", """[["Stack","Source"]]"""), (declared.GetProperty("Namespace").GetString(), declared.GetProperty("Dimensions").GetRawText()));
        Assert.Equal(
            ["Rows Count", "Bytes Bytes", "Seconds Seconds", "LatenessSeconds Seconds", "Losses Count", "Retries Count", "Failures Count"],
            declared.GetProperty("Metrics").EnumerateArray().Select(m => $"{m.GetProperty("Name")} {m.GetProperty("Unit")}"));
        Assert.Equal(
            ("test", "shop", 50_000L, published.GetProperty("bytes").GetInt64(), 0L, 1L, 0L),
            (Text("Stack"), Text("Source"), Number("Rows"), Number("Bytes"), Number("Losses"), Number("Retries"), Number("Failures")));
        Assert.Equal(
            ("public.orders", cloud.Stack.Hour.ToString(), published.GetProperty("attempt").GetString(), published.GetProperty("lateness_seconds").GetDouble()),
            (Text("Table"), Text("SnapshotTime"), Text("Attempt"), metrics.GetProperty("LatenessSeconds").GetDouble()));
        Assert.True(metrics.GetProperty("Seconds").GetDouble() > 0);

        string? Text(string name) => metrics.GetProperty(name).GetString();

        long Number(string name) => metrics.GetProperty(name).GetInt64();
    }

    [Fact]
    public async Task Run_StartedByBatchAndFailed_TellsTheFailure()
    {
        using var stack = await OrdersAsync(rows: 1);
        stack.Further["AWS_BATCH_JOB_ID"] = "batch-1";
        await stack.Source.ExecuteAsync("alter table orders drop column payload");

        var run = await stack.RunAsync(Orders);

        Assert.Equal(65, run.ExitCode);
        using var line = JsonDocument.Parse(run.Output);
        Assert.Equal((1, run.Kind, "shop"), (line.RootElement.GetProperty("Failures").GetInt32(), line.RootElement.GetProperty("Kind").GetString(), line.RootElement.GetProperty("Source").GetString()));
        Assert.False(line.RootElement.TryGetProperty("Rows", out _));
    }

    private static async Task<JobStack> OrdersAsync(int rows)
    {
        var stack = await JobStack.CreateAsync();
        await CreateAsync(stack, rows);
        return stack;
    }

    private static Task CreateAsync(JobStack stack, int rows) => stack.Source.ExecuteAsync($"create table orders as select i as id, repeat(md5(i::text), 8) as payload from generate_series(1, {rows}) i");
}
