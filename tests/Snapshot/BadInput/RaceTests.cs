using Platform.Registry.Entries;
using Platform.Registry.Faults;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.BadInput;

/// <summary>Several processes, and processes that are stopped.</summary>
public sealed class RaceTests
{
    [Fact]
    public async Task Run_TwoAtOnce_OnePublishesTheOtherWaitsAndSkips()
    {
        using var stack = await StackAsync();
        using var first = stack.Start(Slow);
        await first.SeenAsync("planned");
        using var second = stack.Start(Slow);

        var runs = new[] { await first.EndAsync(), await second.EndAsync() };

        Assert.All(runs, r => Assert.True(r.ExitCode == 0, r.Errors));
        Assert.True(runs[0].Has("published"));
        Assert.True(runs[1].Has("skipped"));
        Assert.Equal(1, await stack.Ledger.ScalarAsync<long>("select count(*) from platform.publication"));
        Assert.Equal(1, await stack.Ledger.ScalarAsync<long>("select count(*) from platform.attempt"));
    }

    [Fact]
    public async Task Run_LeasedByAnotherPastTheWait_TriesAgainLater()
    {
        using var stack = await StackAsync();
        stack.Further[FaultPlan.Variable] = "SnapshotOpened=stop";
        using var first = stack.Start(Whole);
        await first.StoppedAsync();
        stack.Further.Clear();
        stack.MaxWait = "1s";

        var second = await stack.RunAsync(Whole);

        Assert.Equal(75, second.ExitCode);
        Assert.Equal("run-leased", second.Kind);
        first.Signal("CONT");
        Assert.Equal(0, (await first.EndAsync()).ExitCode);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Run_Stopped_LeavesNothingAndTheNextSucceeds(string signal)
    {
        using var stack = await StackAsync();
        using var job = stack.Start(Endless);
        await job.SeenAsync("planned");
        job.Signal(signal);

        var run = await job.EndAsync();

        await stack.AssertRefusedAsync(run, 75, "stopped");
        await stack.AssertLedgerSaysWhyAsync(run);
        var again = await stack.RunAsync(Whole);
        Assert.True(again.ExitCode == 0 && again.Has("published"), again.Errors);
    }

    [Fact]
    public async Task Run_KilledDuringCopy_IsTakenOverWhenTheLeaseExpires()
    {
        using var stack = await StackAsync();
        using var job = stack.Start(Endless);
        await job.SeenAsync("planned");
        job.Signal("KILL");
        await job.EndAsync();
        // What time would do: the lease of a dead process runs out.
        await stack.Ledger.ExecuteAsync("update platform.lease set expires_at = clock_timestamp() - interval '1 second'");

        var again = await stack.RunAsync(Whole);

        Assert.True(again.ExitCode == 0 && again.Has("published"), again.Errors);
        Assert.Equal("lost published", await stack.Ledger.ScalarAsync<string>("select string_agg(status::text, ' ' order by number) from platform.attempt"));
    }

    private static Entry Whole => JobStack.Entry("slow", JobStack.Column("id", "integer"));

    /// <summary>Four seconds.</summary>
    private static Entry Slow => Whole with { Filter = "pg_sleep(0.01) is not null" };

    /// <summary>Never read to its end, however late a signal comes.</summary>
    private static Entry Endless => Whole with { Filter = "pg_sleep(10) is not null" };

    private static async Task<JobStack> StackAsync()
    {
        var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table slow as select i as id from generate_series(1, 400) i");
        stack.Proof = "files";
        return stack;
    }
}
