using Platform.Services;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.BadInput;

/// <summary>The source cannot be reached, or does not let the job in.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task Run_NothingListens_TriesAgainLater()
    {
        using var stack = await StackWithTableAsync();
        stack.SourceUrl = new UriBuilder(stack.SourceUrl) { Port = 9 }.Uri.AbsoluteUri;

        var run = await stack.RunAsync(Entry());

        await stack.AssertRefusedAsync(run, 75, "connection-refused");
        await stack.AssertLedgerSaysWhyAsync(run);
    }

    [Fact]
    public async Task Run_HostDoesNotResolve_IsGoneForGood()
    {
        using var stack = await StackWithTableAsync();
        stack.SourceUrl = new UriBuilder(stack.SourceUrl) { Host = "no-such-host.invalid" }.Uri.AbsoluteUri;

        var run = await stack.RunAsync(Entry());

        await stack.AssertRefusedAsync(run, 69, "host-unknown");
        await stack.AssertLedgerSaysWhyAsync(run);
    }

    [Fact]
    public async Task Run_WrongPassword_IsPermission()
    {
        using var stack = await StackWithTableAsync();
        stack.SourceUrl = new UriBuilder(stack.SourceUrl) { Password = "wr0ng-s3cret" }.Uri.AbsoluteUri;

        var run = await stack.RunAsync(Entry());

        await stack.AssertRefusedAsync(run, 77, "wrong-password");
        await stack.AssertLedgerSaysWhyAsync(run);
        run.AssertNoSecret("wr0ng-s3cret", JobStack.Seed);
    }

    [Fact]
    public async Task Run_MissingDatabase_IsGoneForGood()
    {
        using var stack = await StackWithTableAsync();
        stack.SourceUrl = new UriBuilder(stack.SourceUrl) { Path = "/nowhere" }.Uri.AbsoluteUri;

        var run = await stack.RunAsync(Entry());

        await stack.AssertRefusedAsync(run, 69, "database-missing");
        await stack.AssertLedgerSaysWhyAsync(run);
    }

    [Fact]
    public async Task Run_TransactionPoolerInBetween_IsConfiguration()
    {
        await using var server = await PostgresServer.StartOwnAsync(new() { HbaLines = ["host all all 127.0.0.1/32 trust"] });
        using var stack = await JobStack.CreateAsync(server);
        await stack.Source.ExecuteAsync("create table t as select 1 as id");
        var direct = new UriBuilder(stack.SourceUrl);
        await using var pooler = await TransactionPooler.StartAsync(direct.Port, direct.UserName, stack.Source.Name);
        stack.SourceUrl = new UriBuilder(stack.SourceUrl) { Port = pooler.Port }.Uri.AbsoluteUri;

        var run = await stack.RunAsync(Entry());

        await stack.AssertRefusedAsync(run, 78, "pooler");
        await stack.AssertLedgerSaysWhyAsync(run);
    }

    [Fact]
    public async Task Run_ServerRestartsDuringCopy_FailsThenSucceeds()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        using var stack = await JobStack.CreateAsync(server);
        await stack.Source.ExecuteAsync("create table slow as select i as id, repeat('x', 500) as filler from generate_series(1, 20000) i");
        stack.Proof = "files";
        var entry = JobStack.Entry("slow", JobStack.Column("id", "integer"), JobStack.Column("filler", "text"));
        using var job = stack.Start(entry with { Filter = "id < 100 or pg_sleep(0.01) is not null" });
        await job.SeenAsync("planned");
        await server.Cluster.RestartAsync(LocalStack.Cluster.StopMode.Immediate);

        var run = await job.EndAsync();

        Assert.Equal(75, run.ExitCode);
        await stack.AssertRefusedAsync(run, 75, run.Kind);
        await stack.AssertLedgerSaysWhyAsync(run);
        var again = await stack.RunAsync(entry);
        Assert.True(again.ExitCode == 0, again.Errors);
        Assert.Equal(20000, again.Event("published").GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task Run_PassingFault_IsRetriedInTheProcess()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        using var stack = await JobStack.CreateAsync(server);
        await stack.Source.ExecuteAsync("create table t as select 1 as id");
        await server.Cluster.StopAsync();
        stack.RetryFor = "120s";
        using var job = stack.Start(JobStack.Entry("t", JobStack.Column("id", "integer")));
        await job.SeenAsync("retrying");
        await server.Cluster.RestartAsync();

        var run = await job.EndAsync();

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(1, run.Event("published").GetProperty("rows").GetInt64());
        Assert.Equal(1, await stack.Ledger.ScalarAsync<long>("select count(*) from platform.publication"));
    }

    private static Platform.Registry.Entries.Entry Entry() => JobStack.Entry("t", JobStack.Column("id", "integer"));

    private static async Task<JobStack> StackWithTableAsync()
    {
        var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table t as select 1 as id");
        return stack;
    }
}
