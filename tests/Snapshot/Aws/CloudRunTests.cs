using System.Globalization;
using Platform.Fakes.Http;
using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Aws;

/// <summary>PostgreSQL to S3 to Glue to the ledger, over HTTP, with the job binary that an image carries.</summary>
public sealed class CloudRunTests
{
    private static readonly Entry Orders = JobStack.Entry("orders", JobStack.Column("order_id", "bigint"), JobStack.Column("status", "text"), JobStack.Column("total", "numeric(12,2)"));
    private static readonly (string, string)[] OrdersColumns = [("order_id", "bigint"), ("status", "string"), ("total", "decimal(12,2)")];

    private static readonly Entry Large = JobStack.Entry("large", JobStack.Column("id", "integer"), JobStack.Column("payload", "text")) with { Compression = Compression.None, Parallel = 1 };
    private static readonly (string, string)[] LargeColumns = [("id", "int"), ("payload", "string")];

    [Fact]
    public async Task Run_SmallTable_IsReadFromS3AndCostsTwoObjects()
    {
        await using var cloud = await CloudStack.CreateAsync();
        var environment = await OrdersAsync(cloud);

        var run = await cloud.RunAsync(Orders, environment);

        Assert.True(run.ExitCode == 0, run.Errors);
        await cloud.AssertPublishedAsync(Orders);
        Assert.Equal(["GetObject", "PutObject", "PutObject"], cloud.S3.Requests.Take(3).Select(r => r.Operation));
        Assert.Equal(1, cloud.Glue.Count("CreatePartition"));
        Assert.All(cloud.Glue.Requests, r => Assert.True(r.Status == 200 || r.Code == "EntityNotFoundException", $"{r.Operation} {r.Status} {r.Code}"));

        var again = await cloud.RunAsync(Orders, environment);
        Assert.True(again.Has("skipped"), again.Errors);
    }

    [Fact]
    public async Task Run_LargeTable_IsUploadedInParts()
    {
        await using var cloud = await CloudStack.CreateAsync();
        var environment = await LargeAsync(cloud);

        var run = await cloud.RunAsync(Large, environment);

        Assert.True(run.ExitCode == 0, run.Errors);
        await cloud.AssertPublishedAsync(Large);
        Assert.Equal((1, 2, 1), (cloud.S3.Count("CreateMultipartUpload"), cloud.S3.Count("UploadPart"), cloud.S3.Count("CompleteMultipartUpload")));
        Assert.Empty(cloud.S3.Bucket.Uploads);
    }

    [Fact]
    public async Task Snapshot_OfWhichDuckDbReadsAColumnFromS3_IsAskedForItsRangesOnly()
    {
        await using var cloud = await CloudStack.CreateAsync();
        Assert.Equal(0, (await cloud.RunAsync(Large, await LargeAsync(cloud))).ExitCode);
        var part = await cloud.PublishedAsync(Large);

        var read = LakeReader.Query(cloud.S3, $"select count(*)::varchar, sum(id)::varchar from read_parquet('{part}')");

        Assert.Equal(await cloud.Stack.Source.ScalarAsync<string>("select concat_ws('|', count(*), sum(id)) from large"), read);
        var asked = cloud.S3.Requests.Where(request => request is { OfReader: true, Operation: "GetObject" }).ToList();
        Assert.All(asked, request => Assert.Equal(206, request.Status));
        Assert.InRange(asked.Sum(request => Length(request.Headers["Range"])), 200_000, 1_000_000);
        Assert.InRange(cloud.S3.Bucket.Objects.Single(o => part.EndsWith(o.Key, StringComparison.Ordinal)).Content!.Length, 12_000_000, 14_000_000);

        static long Length(string range) => range["bytes=".Length..].Split('-') is [var from, var last] ? long.Parse(last, CultureInfo.InvariantCulture) - long.Parse(from, CultureInfo.InvariantCulture) + 1 : 0;
    }

    [Theory]
    [InlineData("UploadPart", FaultKind.Refused)]
    [InlineData("UploadPart", FaultKind.LostResponse)]
    [InlineData("CreateMultipartUpload", FaultKind.LostResponse)]
    [InlineData("CompleteMultipartUpload", FaultKind.LostResponse)]
    [InlineData("CompleteMultipartUpload", FaultKind.ErrorInSuccess)]
    [InlineData("PutObject", FaultKind.Reset)]
    [InlineData("GetObject", FaultKind.HalfBody)]
    [InlineData("GetObject", FaultKind.SlowBody)]
    [InlineData("UploadPart", FaultKind.SlowBody)]
    public async Task Run_WithAPassingFaultOfS3_PublishesOnceAndLeavesNothingOpen(string operation, FaultKind kind)
    {
        await using var cloud = await CloudStack.CreateAsync();
        var environment = await LargeAsync(cloud);
        cloud.S3.Faults.Add(Fault.Of(kind, operation));

        var run = await cloud.RunAsync(Large, environment);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(1, cloud.S3.Faults.Hits);
        await cloud.AssertPublishedAsync(Large);
        Assert.Equal(2, cloud.Written().Count);
        Assert.Empty(cloud.S3.Bucket.Uploads);
    }

    [Theory]
    [InlineData("UploadPart", FaultKind.Forgotten, "upload-lost")]
    [InlineData("UploadPart", FaultKind.LyingChecksum, "object-corrupt")]
    [InlineData("CompleteMultipartUpload", FaultKind.LyingChecksum, "object-corrupt")]
    [InlineData("PutObject", FaultKind.LyingChecksum, "object-corrupt")]
    public async Task Run_WithBytesLostOrChanged_PublishesNothing_AndTheNextRunDoes(string operation, FaultKind kind, string expected)
    {
        await using var cloud = await CloudStack.CreateAsync();
        var environment = await LargeAsync(cloud);
        cloud.S3.Faults.Add(Fault.Of(kind, operation));

        var run = await cloud.RunAsync(Large, environment);

        Assert.Equal((75, expected), (run.ExitCode, run.Kind));
        Assert.Empty(cloud.Written());
        Assert.Empty(cloud.S3.Bucket.Uploads);
        Assert.Empty(cloud.Glue.Partitions(CloudStack.Database, "large"));

        var next = await cloud.RunAsync(Large, environment);
        Assert.True(next.ExitCode == 0, next.Errors);
        await cloud.AssertPublishedAsync(Large);
    }

    [Fact]
    public async Task Run_SlowedDown_Waits()
    {
        await using var cloud = await CloudStack.CreateAsync();
        var environment = await LargeAsync(cloud);
        cloud.S3.Faults.Add(Fault.SlowDown("UploadPart", times: 2), Fault.SlowDown("PutObject"), Fault.SlowDown("CompleteMultipartUpload"));

        var run = await cloud.RunAsync(Large, environment);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(4, cloud.S3.Faults.Hits);
        await cloud.AssertPublishedAsync(Large);
        Assert.Empty(cloud.S3.Bucket.Uploads);
    }

    [Theory]
    [InlineData("UploadPart", false)]
    [InlineData("CompleteMultipartUpload", false)]
    [InlineData("CreatePartition", true)]
    public async Task Run_WhoseCredentialsExpireOnTheWay_MayBeTriedAgain_AndTheNextRunPublishes(string operation, bool decided)
    {
        await using var cloud = await CloudStack.CreateAsync();
        var environment = await LargeAsync(cloud);
        var expired = new Fault { Operation = operation, Kind = FaultKind.Refused, Status = 400, Code = decided ? "ExpiredTokenException" : "ExpiredToken", Times = int.MaxValue };
        (decided ? cloud.Glue.Faults : cloud.S3.Faults).Add(expired);

        var run = await cloud.RunAsync(Large, environment);

        Assert.Equal((75, decided ? "aws-credentials" : "lake-credentials"), (run.ExitCode, run.Kind));
        Assert.Empty(cloud.Glue.Partitions(CloudStack.Database, "large"));
        Assert.Empty(cloud.S3.Bucket.Uploads);
        if (!decided) Assert.Empty(cloud.Written());

        (decided ? cloud.Glue.Faults : cloud.S3.Faults).Clear();
        var next = await cloud.RunAsync(Large, environment);
        Assert.True(next.ExitCode == 0, next.Errors);
        // What was decided is carried out, not taken again.
        Assert.Equal(decided, next.Has("skipped"));
        await cloud.AssertPublishedAsync(Large);
    }

    [Theory]
    [InlineData("CreatePartition", FaultKind.Reset)]
    [InlineData("CreatePartition", FaultKind.LostResponse)]
    [InlineData("CreateTable", FaultKind.LostResponse)]
    [InlineData("GetPartition", FaultKind.Refused)]
    [InlineData("GetTable", FaultKind.Refused)]
    public async Task Run_WithAPassingFaultOfGlue_PublishesOnce(string operation, FaultKind kind)
    {
        await using var cloud = await CloudStack.CreateAsync();
        var environment = await OrdersAsync(cloud);
        cloud.Glue.Faults.Add(Fault.Of(kind, operation));

        var run = await cloud.RunAsync(Orders, environment);

        Assert.True(run.ExitCode == 0, run.Errors);
        await cloud.AssertPublishedAsync(Orders);
        Assert.Equal("succeeded done", await cloud.Stack.Ledger.ScalarAsync<string>("select concat_ws(' ', status, (select string_agg(state::text, ',') from platform.publication)) from platform.run"));
    }

    [Fact]
    public async Task Run_PutAndThenDenied_IsFinishedByTheNextRun()
    {
        await using var cloud = await CloudStack.CreateAsync();
        var environment = await OrdersAsync(cloud);
        cloud.Glue.Faults.Add(new Fault { Operation = "CreateTable", Kind = FaultKind.Refused, Status = 400, Code = "AccessDeniedException" });

        var denied = await cloud.RunAsync(Orders, environment);
        var next = await cloud.RunAsync(Orders, environment);

        Assert.Equal((77, "aws-permission"), (denied.ExitCode, denied.Kind));
        Assert.Equal("allow glue:CreateTable on catalog table test_shop.orders_latest", denied.Hint);
        Assert.True(next.ExitCode == 0, next.Errors);
        Assert.True(next.Has("skipped"));
        await cloud.AssertPublishedAsync(Orders);
    }

    [Fact]
    public async Task Run_TableNotDeployed_SaysToDeployAndLeavesNothing()
    {
        await using var cloud = await CloudStack.CreateAsync();
        var environment = await OrdersAsync(cloud);
        cloud.Glue.Drop(CloudStack.Database, "orders");

        var run = await cloud.RunAsync(Orders, environment);

        Assert.Equal((78, "table-missing", "catalog table test_shop.orders does not exist"), (run.ExitCode, run.Kind, run.Message));
        Assert.Empty(cloud.Written());
    }

    [Fact]
    public async Task Run_StoppedWhileItsPartsWait_EndsWith75AndLeavesNothing()
    {
        await using var cloud = await CloudStack.CreateAsync();
        var environment = await LargeAsync(cloud);
        cloud.S3.Faults.Add(Fault.Of(FaultKind.Silence, "UploadPart", times: 9));
        using var job = cloud.Start(Large, environment);
        await job.SeenAsync("planned");
        await cloud.UploadingAsync();

        var clock = System.Diagnostics.Stopwatch.StartNew();
        job.Signal("TERM");
        var run = await job.EndAsync();

        Assert.Equal((75, "stopped"), (run.ExitCode, run.Kind));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed} after SIGTERM");
        Assert.Empty(cloud.Written());
        Assert.Empty(cloud.S3.Bucket.Uploads);
        Assert.Equal(0, await cloud.Stack.Ledger.ScalarAsync<long>("select count(*) from platform.lease where released_at is null"));
    }

    [Fact]
    public async Task Run_SaysNoSecretAndNoValue_OutsideDataBodies()
    {
        await using var cloud = await CloudStack.CreateAsync();
        await cloud.Stack.Source.ExecuteAsync("create table orders (order_id bigint, status text, total numeric(12,2)); insert into orders values (1, 'canary-value-4711', 1)");
        var environment = cloud.Deploy(Orders, OrdersColumns);
        environment["AWS_BATCH_JOB_ID"] = "batch-1";
        cloud.S3.Faults.Add(Fault.InternalError("PutObject"));
        cloud.Glue.Faults.Add(new Fault { Operation = "CreateTable", Kind = FaultKind.Refused, Status = 400, Code = "AccessDeniedException" });

        var run = await cloud.RunAsync(Orders, environment);

        Assert.Equal(77, run.ExitCode);
        Assert.Contains("\"Failures\":1", run.Output, StringComparison.Ordinal);
        var said = run.Output + run.Errors + string.Join('\n', cloud.Glue.Requests.Select(r => r.Body.GetRawText()))
            + string.Join('\n', cloud.S3.Requests.Select(r => r.Target + string.Join('\n', r.Headers.Where(h => h.Key != "x-amz-security-token").Select(h => h.Value))))
            + await cloud.Stack.Ledger.ScalarAsync<string>("select concat(string_agg(r::text, ''), (select string_agg(p::text, '') from platform.publication p), (select string_agg(a::text, '') from platform.attempt a)) from platform.run r");
        foreach (var canary in (string[])["canary-value-4711", environment["AWS_SECRET_ACCESS_KEY"], environment["AWS_SESSION_TOKEN"], JobStack.Seed])
            Assert.DoesNotContain(canary, said, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string>> OrdersAsync(CloudStack cloud)
    {
        await cloud.Stack.Source.ExecuteAsync("create table orders as select i::bigint as order_id, 'paid' as status, (i / 100.0)::numeric(12,2) as total from generate_series(1, 3000) i");
        return cloud.Deploy(Orders, OrdersColumns);
    }

    /// <summary>Some 13 MB as a file: two parts.</summary>
    private static async Task<Dictionary<string, string>> LargeAsync(CloudStack cloud)
    {
        await cloud.Stack.Source.ExecuteAsync("create table large as select i::int as id, repeat(md5(i::text), 8) as payload from generate_series(1, 50000) i");
        return cloud.Deploy(Large, LargeColumns);
    }
}
