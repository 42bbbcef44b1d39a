using Platform.Fakes.S3;
using Platform.Fakes.Signing;
using Platform.Registry.Entries;
using Platform.Restore.Tests.Running;

namespace Platform.Restore.Tests.RoundTrips;

/// <summary>Snapshots in S3, over HTTP, signed: they come back as from a directory, and a part that is missing there is said.</summary>
public sealed class ObjectStoreTests
{
    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Restore_FromS3_IsWhatWasTaken(FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table t (n integer primary key, v text); insert into t select n, repeat('v' || n, 20) from generate_series(1, 20000) n");
        var taken = await stack.SnapshotAsync(JobStack.Entry("t", JobStack.Column("n", "integer"), JobStack.Column("v", "text")) with { Format = format });
        await using var s3 = await FakeS3.StartAsync();
        var location = Copy(taken, s3.Bucket);

        await stack.Database.ExecuteAsync("create table added (like t including all)");
        string[][] commands = [["--verify", "--from", location], ["--mode", "create", "--from", location, "--into", "public.made"], ["--mode", "append", "--from", location, "--into", "public.added"]];
        foreach (var command in commands)
        {
            var run = await RunAsync(stack, s3, command);
            Assert.True(run.ExitCode == 0, run.Errors);
        }

        Assert.Equal(0, await stack.DifferencesAsync("made", "t"));
        Assert.Equal(0, await stack.DifferencesAsync("added", "t"));
        s3.Bucket.Delete(s3.Bucket.Objects.First(o => o.Key.Contains("/part-", StringComparison.Ordinal)).Key, null);
        var missing = await RunAsync(stack, s3, "--mode", "create", "--from", location, "--into", "public.again");
        Assert.Equal((65, "part-missing"), (missing.ExitCode, missing.Kind));
        Assert.False(await stack.Database.ScalarAsync<bool>("select to_regclass('again') is not null"));
    }

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Diff_BetweenSnapshotsOnS3_WritesItsFeedThere(FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table t (n integer primary key, v text); insert into t select n, repeat('v' || n, 20) from generate_series(1, 20000) n");
        var entry = JobStack.Entry("t", JobStack.Column("n", "integer"), JobStack.Column("v", "text")) with { Format = format };
        var was = await stack.SnapshotAsync(entry, -1);
        await stack.Database.ExecuteAsync("update t set v = 'other' where n <= 5000; delete from t where n = 20000; insert into t values (0, null)");
        var now = await stack.SnapshotAsync(entry);
        await using var s3 = await FakeS3.StartAsync();
        var (from, to) = (Copy(was, s3.Bucket, "was"), Copy(now, s3.Bucket, "now"));
        string[] command = ["--diff", "--from", from, "--to", to, "--key", "n"];
        string[] changes = ["--changes", $"s3://{FakeS3.BucketName}/feeds/changes.jsonl"];

        var run = await RunAsync(stack, s3, [.. command, .. changes]);

        Assert.True(run.ExitCode == 0, run.Errors);
        var done = run.Event("done");
        Assert.Equal((1, 5000, 1, 14_999), (done.GetProperty("inserted").GetInt64(), done.GetProperty("updated").GetInt64(), done.GetProperty("deleted").GetInt64(), done.GetProperty("unchanged").GetInt64()));
        var feed = s3.Bucket.Objects.Single(o => o.Key == "feeds/changes.jsonl");
        Assert.Equal(5002, System.Text.Encoding.UTF8.GetString(feed.Content!).Count(c => c == '\n'));

        var again = await RunAsync(stack, s3, [.. command, .. changes]);
        Assert.Equal((64, "changes-exist"), (again.ExitCode, again.Kind));
        s3.Bucket.Delete(s3.Bucket.Objects.First(o => o.Key.Contains("now/part-", StringComparison.Ordinal)).Key, null);
        var missing = await RunAsync(stack, s3, [.. command, "--changes", $"s3://{FakeS3.BucketName}/feeds/more.jsonl"]);
        Assert.Equal((65, "part-missing"), (missing.ExitCode, missing.Kind));
        Assert.DoesNotContain(s3.Bucket.Objects, o => o.Key == "feeds/more.jsonl");
    }

    /// <summary>The attempt's files as objects; answers where they are.</summary>
    private static string Copy(string location, S3Bucket bucket, string attempt = "attempt")
    {
        var prefix = $"stage/shop/public/t/{attempt}";
        foreach (var file in Directory.GetFiles(JobStack.PathOf(location)))
        {
            var content = File.ReadAllBytes(file);
            bucket.Put(new S3Object($"{prefix}/{Path.GetFileName(file)}", content, TimeProvider.System.GetUtcNow()) { ETag = S3Bucket.ETagOf(content) }, ifNoneMatch: false);
        }

        return $"s3://{FakeS3.BucketName}/{prefix}";
    }

    private static async Task<JobRun> RunAsync(RestoreStack stack, FakeS3 s3, params string[] arguments)
    {
        var environment = RestoreStack.Environment(stack.Database.Url);
        foreach (var (name, value) in FakeCredentials.Default.Variables) environment[name] = value;
        environment["AWS_REGION"] = FakeS3.Region;
        environment["AWS_ENDPOINT_URL_S3"] = s3.Endpoint.AbsoluteUri;
        environment["PLATFORM_LAKE_OWNER"] = s3.Bucket.Rules.Owner;
        using var job = new RunningJob(arguments, environment, JobBinary.Restore);
        return await job.EndAsync();
    }
}
