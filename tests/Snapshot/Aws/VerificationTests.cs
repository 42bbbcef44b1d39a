using Platform.Fakes.Athena;
using Platform.Fakes.Http;
using Platform.Fakes.S3;
using Platform.Judges;
using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Aws;

/// <summary><c>verify: athena</c>: what readers' engine counts after publishing, held against the ledger.</summary>
public sealed class VerificationTests
{
    private static readonly Entry Payments =
        JobStack.Entry("payments", JobStack.Column("id", "integer"), JobStack.Column("part", "text"), JobStack.Column("amount", "numeric(12,2)")) with { Key = ["id", "part"], VerifyInAthena = true };

    private const string Results = "select string_agg(concat_ws(' ', number, name, kind, severity, passed, expected, found), '; ' order by number) from platform.check_result";

    [Fact]
    public async Task Run_WithVerification_CountsThePublishedFilesAndRecordsIt()
    {
        await using var cloud = await CloudStack.CreateAsync();
        await using var athena = await FakeAthena.StartAsync("platform-test");
        var environment = await DeployAsync(cloud, athena);
        athena.Answer = query => Count(cloud, query);
        athena.Faults.Add(Fault.Of(FaultKind.LostResponse, "StartQueryExecution"), Fault.InternalError("GetQueryExecution"));

        var run = await cloud.RunAsync(Payments, environment);

        Assert.True(run.ExitCode == 0, run.Errors);
        var query = Assert.Single(athena.Queries);
        Assert.Equal(
            $"select count(*), count(distinct row(\"id\", \"part\")) from \"test_shop\".\"payments\" where snapshot_date = '{cloud.Stack.Hour.DatePartition}' and snapshot_hour = '{cloud.Stack.Hour.HourPartition}'",
            query.Sql);
        Assert.Equal("0 athena count(*) athena fail t 500 500; 1 athena count(distinct key) athena fail t 500 500", await cloud.Stack.Ledger.ScalarAsync<string>(Results));
        Assert.True(run.Has("verified"));
        AssertAllowed(athena);
    }

    [Fact]
    public async Task Run_WhoseRowsReadersDoNotFind_EndsWith65AndStaysPublished()
    {
        await using var cloud = await CloudStack.CreateAsync();
        await using var athena = await FakeAthena.StartAsync("platform-test");
        var environment = await DeployAsync(cloud, athena);
        athena.Answer = _ => Answer(500, 499);

        var run = await cloud.RunAsync(Payments, environment);

        Assert.Equal((65, "verification-failed", "readers do not find what was published: athena count(distinct key) is 499, expected 500"), (run.ExitCode, run.Kind, run.Message));
        Assert.Equal("0 athena count(*) athena fail t 500 500; 1 athena count(distinct key) athena fail f 500 499", await cloud.Stack.Ledger.ScalarAsync<string>(Results));
        await cloud.AssertPublishedAsync(Payments);
        Assert.Equal("succeeded", await cloud.Stack.Ledger.ScalarAsync<string>("select status::text from platform.run"));
    }

    [Fact]
    public async Task Run_WhoseQueryCannotBeRun_IsPublishedAndSaysThatItIsNotVerified()
    {
        await using var cloud = await CloudStack.CreateAsync();
        await using var athena = await FakeAthena.StartAsync("platform-test");
        var environment = await DeployAsync(cloud, athena);
        athena.Answer = _ => FakeQueryResult.Failed("INVALID_CAST_ARGUMENT: Cannot cast 'canary-value-12' to INT");

        var run = await cloud.RunAsync(Payments, environment);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("not verified in Athena: Athena refused the query", run.Errors);
        Assert.DoesNotContain("canary-value-12", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.Equal("0 athena athena warn f an answer query-failed", await cloud.Stack.Ledger.ScalarAsync<string>(Results));
    }

    [Fact]
    public async Task Run_WithoutVerification_AsksNothing()
    {
        await using var cloud = await CloudStack.CreateAsync();
        await using var athena = await FakeAthena.StartAsync("platform-test");
        var environment = await DeployAsync(cloud, athena, Payments with { VerifyInAthena = false });

        Assert.Equal(0, (await cloud.RunAsync(Payments, environment)).ExitCode);

        Assert.Empty(athena.Requests);
    }

    /// <summary>The committed plan gives the job of a table with <c>verify: athena</c> the stack's workgroup, and no other job.</summary>
    private static void AssertAllowed(FakeAthena athena)
    {
        const string Workgroup = "arn:aws:athena:eu-west-1:111111111111:workgroup/platform-dev";
        foreach (var operation in athena.Requests.Select(request => request.Operation).Distinct())
        {
            Assert.True(JobPolicy.Of("dev", "shop/public.payments").Allows($"athena:{operation}", Workgroup), $"athena:{operation} is not allowed");
            Assert.False(JobPolicy.Of("dev", "shop/public.orders").Allows($"athena:{operation}", Workgroup));
        }
    }

    private static async Task<Dictionary<string, string>> DeployAsync(CloudStack cloud, FakeAthena athena, Entry? entry = null)
    {
        await cloud.Stack.Source.ExecuteAsync("create table payments as select i / 2 as id, (i % 2)::text as part, (i / 100.0)::numeric(12,2) as amount from generate_series(1, 500) i");
        var environment = cloud.Deploy(entry ?? Payments, ("id", "int"), ("part", "string"), ("amount", "decimal(12,2)"));
        environment["AWS_ENDPOINT_URL_ATHENA"] = athena.Endpoint.AbsoluteUri;
        return environment;
    }

    /// <summary>Counts what lies where the catalog points, with DuckDB.</summary>
    private static FakeQueryResult Count(CloudStack cloud, FakeQuery query)
    {
        var partition = cloud.Glue.Partitions(query.Database, "payments")[$"{cloud.Stack.Hour.DatePartition}/{cloud.Stack.Hour.HourPartition}"];
        var prefix = partition["StorageDescriptor"]!["Location"]!.GetValue<string>()[$"s3://{FakeS3.BucketName}/".Length..];
        var folder = Directory.CreateTempSubdirectory("platform-athena-").FullName;
        var rows = new List<string>();
        foreach (var part in cloud.S3.Bucket.Objects.Where(o => o.Key.StartsWith(prefix + "part-", StringComparison.Ordinal)))
        {
            var file = Path.Combine(folder, Path.GetFileName(part.Key));
            File.WriteAllBytes(file, part.Content!);
            rows.AddRange(JudgeRunner.Read(Judge.DuckDb, file).Rows);
        }
        Directory.Delete(folder, recursive: true);
        return Answer(rows.Count, rows.Select(row => row[..row.LastIndexOf(',')]).Distinct().Count());
    }

    private static FakeQueryResult Answer(long rows, long keys) => new() { Columns = [("_col0", "bigint"), ("_col1", "bigint")], Rows = [[$"{rows}", $"{keys}"]], BytesScanned = 4_096 };
}
