using System.Diagnostics;
using System.Runtime.Versioning;
using Platform.Fakes.Http;
using Platform.Registry.Entries;
using Platform.Registry.Schedules;
using Platform.Snapshot.Tests.Aws;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Container;

/// <summary>What AWS Batch starts: the image, from PostgreSQL to S3 and Glue, and how it ends when it is asked to.</summary>
[SupportedOSPlatform("linux")]
public sealed class JobImageTests(JobImage image) : IClassFixture<JobImage>
{
    private static readonly string[] Shells = ["sh", "bash", "dash", "busybox", "ash", "perl", "python3"];

    private static readonly Entry Orders = JobStack.Entry("orders", JobStack.Column("id", "integer"), JobStack.Column("payload", "text"));
    private static readonly (string, string)[] OrdersColumns = [("id", "int"), ("payload", "string")];

    [Fact]
    public void Image_HoldsBinariesAndLibraries_AndNothingToStartOrWrite()
    {
        Assert.Equal("10001:10001", image.User);
        var files = Directory.EnumerateFiles(image.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).ToList();
        Assert.DoesNotContain(files, f => Shells.Contains(Path.GetFileName(f)));
        Assert.Equal(["restore", "snapshot", "watch"], files.Where(f => f.StartsWith(image.Root + "/usr/local/bin/", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains(files, f => f.EndsWith("/libzstd.so.1", StringComparison.Ordinal));
        Assert.DoesNotContain(files, f => (File.GetUnixFileMode(f) & (UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.OtherWrite)) != 0);
    }

    [Theory]
    [InlineData("snapshot", 64, "usage")]
    [InlineData("restore", 64, "usage")]
    [InlineData("watch", 78, "environment")]
    public async Task Binary_WithoutArguments_SaysWhatIsMissing(string binary, int exit, string kind)
    {
        var clock = Stopwatch.StartNew();
        using var job = image.RunSealed([binary], new Dictionary<string, string> { ["PLATFORM_LOG"] = "json" });
        var run = await job.EndAsync();
        if (binary == "snapshot" && clock.Elapsed < image.Fastest) image.Fastest = clock.Elapsed;

        Assert.True(run.ExitCode == exit, $"{run.ExitCode}: {run.Errors}");
        Assert.Equal(kind, run.Kind);
    }

    [Fact]
    public async Task Run_ByBuildah_PublishesToS3AndGlue()
    {
        await using var cloud = await CloudStack.CreateAsync();
        await cloud.Stack.Source.ExecuteAsync("create table orders as select i as id, md5(i::text) as payload from generate_series(1, 3000) i");

        using var job = image.Run(Command(cloud, Orders), cloud.Deploy(Orders, OrdersColumns));
        var run = await job.EndAsync();

        Assert.True(run.ExitCode == 0, run.Errors);
        await cloud.AssertPublishedAsync(Orders);
    }

    [Fact]
    public async Task Run_AsProcessOneOnAReadOnlyRoot_PublishesOnAScheduleOfAnotherZone()
    {
        await using var cloud = await CloudStack.CreateAsync();
        Assert.True(Schedule.TryCron("0 * * * *", "Europe/Paris", out var schedule, out _));
        var entry = Orders with { Schedule = schedule };
        await cloud.Stack.Source.ExecuteAsync("create table orders as select i as id, md5(i::text) as payload from generate_series(1, 3000) i");

        using var job = image.RunSealed(Command(cloud, entry), cloud.Deploy(entry, OrdersColumns));
        var run = await job.EndAsync();

        Assert.True(run.ExitCode == 0, run.Errors);
        await cloud.AssertPublishedAsync(entry);
    }

    [Fact]
    public async Task Stopped_WhileItsPartsAreOnTheirWay_EndsWith75WithinTwentySecondsAndLeavesNothing()
    {
        await using var cloud = await CloudStack.CreateAsync();
        var entry = Orders with { Compression = Compression.None, Parallel = 1 };
        await cloud.Stack.Source.ExecuteAsync("create table orders as select i as id, repeat(md5(i::text), 8) as payload from generate_series(1, 50000) i");
        var environment = cloud.Deploy(entry, OrdersColumns);
        cloud.S3.Faults.Add(Fault.Of(FaultKind.Silence, "UploadPart", times: 9));
        using var job = image.RunSealed(Command(cloud, entry), environment);
        await job.SeenAsync("planned");
        await cloud.UploadingAsync();

        // What Batch does: SIGTERM to process 1 of the container, and SIGKILL 30 seconds later.
        var clock = Stopwatch.StartNew();
        job.Signal("TERM", job.Innermost);
        await using var kill = new Timer(_ => job.Signal("KILL"), null, TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan);
        var run = await job.EndAsync();

        Assert.Equal((75, "stopped"), (run.ExitCode, run.Kind));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed} after SIGTERM");
        Assert.Empty(cloud.Written());
        Assert.Empty(cloud.S3.Bucket.Uploads);
        Assert.Equal(0, await cloud.Stack.Ledger.ScalarAsync<long>("select count(*) from platform.lease where released_at is null"));
    }

    private static string[] Command(CloudStack cloud, Entry entry) => ["snapshot", "--table", entry.Table.ToString(), "--at", cloud.Stack.Hour.ToString()];
}
