using Platform.Registry.Entries;
using Platform.Registry.Schedules;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.BadInput;

/// <summary>No false history: a snapshot time that cannot be, or can no longer be, captured.</summary>
public sealed class TimeTests
{
    [Fact]
    public async Task Run_TimeInTheFuture_IsUsageAndLeavesNoRun()
    {
        using var stack = await StackAsync();

        var run = await stack.RunAsync(Entry, new SnapshotTime(stack.Hour.Value.AddHours(2)));

        await stack.AssertRefusedAsync(run, 64, "snapshot-time-in-future");
        Assert.Equal(0, await stack.Ledger.ScalarAsync<long>("select count(*) from platform.run"));
    }

    [Fact]
    public async Task Run_TimeNotOnTheSchedule_NamesTheNearest()
    {
        using var stack = await StackAsync();
        var today = new SnapshotTime(stack.Hour.Value.AddHours(-stack.Hour.Value.Hour));

        var run = await stack.RunAsync(Entry with { Schedule = Schedule.Daily }, new SnapshotTime(today.Value.AddHours(-5)));

        await stack.AssertRefusedAsync(run, 64, "not-on-schedule");
        Assert.Contains(today.ToString(), run.Hint, StringComparison.Ordinal);
        Assert.Equal(0, await stack.Ledger.ScalarAsync<long>("select count(*) from platform.run"));
    }

    [Fact]
    public async Task Run_TooLate_IsRefusedUnlessAcceptedAndThenMarked()
    {
        using var stack = await StackAsync();
        var past = new SnapshotTime(stack.Hour.Value.AddHours(-4));

        var refused = await stack.RunAsync(Entry, past);
        await stack.AssertRefusedAsync(refused, 65, "too-late");
        await stack.AssertLedgerSaysWhyAsync(refused);
        var accepted = await stack.RunAsync(Entry, past, "--accept-late");

        Assert.True(accepted.ExitCode == 0, accepted.Errors);
        Assert.True(accepted.Event("published").GetProperty("late").GetBoolean());
        Assert.True(await stack.Ledger.ScalarAsync<bool>("select late from platform.run"));
        Assert.Contains("\"platform.late\": \"true\"", File.ReadAllText(Path.Combine(stack.LakeDirectory, "_catalog", "test_shop", "t.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PublishedAndNowLate_IsASkipAndForceNeedsAcceptLate()
    {
        using var stack = await StackAsync();
        var past = new SnapshotTime(stack.Hour.Value.AddHours(-4));
        Assert.Equal(0, (await stack.RunAsync(Entry, past, "--accept-late")).ExitCode);

        var skipped = await stack.RunAsync(Entry, past);
        var forced = await stack.RunAsync(Entry, past, "--force");

        Assert.True(skipped.ExitCode == 0 && skipped.Has("skipped"), skipped.Errors);
        Assert.Equal(65, forced.ExitCode);
        Assert.Equal("too-late", forced.Kind);
        Assert.Equal("succeeded", await stack.Ledger.ScalarAsync<string>("select status::text from platform.run"));
    }

    private static Entry Entry => JobStack.Entry("t", JobStack.Column("id", "integer"));

    private static async Task<JobStack> StackAsync()
    {
        var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table t as select 1 as id");
        return stack;
    }
}
