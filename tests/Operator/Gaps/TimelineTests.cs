using Platform.Ledger.Reading;
using Platform.Operator.Answers;
using Platform.Operator.Gaps;
using Platform.Registry.Entries;
using Platform.Registry.Schedules;

namespace Platform.Operator.Tests.Gaps;

public sealed class TimelineTests
{
    private static readonly SnapshotTime Ten = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

    private static readonly DateTimeOffset HalfPastTwo = Ten.Value.AddHours(4.5);

    [Fact]
    public void Snapshots_OfAnHourlyTable_AreWhatTheLedgerMadeOfThem()
    {
        var expected = Timeline.Of(
            [Entry("orders")],
            [Run("orders", 0), Run("orders", 1) with { Late = true }, Failed("orders", 2), Run("orders", 3) with { Pruned = true }],
            [Run("orders", -5)], Ten, HalfPastTwo);

        Assert.Equal([SnapshotState.OnTime, SnapshotState.Late, SnapshotState.Missing, SnapshotState.Pruned, SnapshotState.Due], expected.Select(e => e.State));
        Assert.Equal([false, false, true, false, false], expected.Select(e => e.Failed));
        Assert.Equal([2, 4], expected.Where(e => e.IsGap).Select(e => e.Time.Value.Hour - 10));
    }

    [Fact]
    public void Snapshots_BeforeATablesFirstRun_AreNotExpected()
    {
        var expected = Timeline.Of([Entry("orders"), Entry("never")], [Run("orders", 3)], [Run("orders", 3)], Ten, HalfPastTwo);

        Assert.Equal([13, 14], expected.Where(e => e.Entry.Table.Name == "orders").Select(e => e.Time.Value.Hour));
        Assert.Equal(5, expected.Count(e => e.Entry.Table.Name == "never"));
    }

    [Fact]
    public void Snapshots_OfPausedAndRetiredTables_AreNotExpected() =>
        Assert.Empty(Timeline.Of([Entry("a") with { State = EntryState.Paused }, Entry("b") with { State = EntryState.Retired }], [], [], Ten, HalfPastTwo));

    [Fact]
    public void Snapshot_OfACronTable_IsExpectedFromItsMinuteOn()
    {
        Assert.True(Schedule.TryCron("40 14 * * *", "UTC", out var schedule, out var error), error);
        var entry = Entry("orders") with { Schedule = schedule };

        Assert.Empty(Timeline.Of([entry], [], [], Ten, HalfPastTwo));
        Assert.Equal([14], Timeline.Of([entry], [], [], Ten, HalfPastTwo.AddMinutes(10)).Select(e => e.Time.Value.Hour));
    }

    [Fact]
    public void Run_ThatIsGoingOn_IsNoGapUnlessItsProcessIsGone()
    {
        var running = Run("orders", 4) with { Published = false, Status = "running" };

        Assert.Equal(SnapshotState.Running, Assert.Single(Of(running)).State);
        Assert.Equal(SnapshotState.Due, Assert.Single(Of(running with { Stale = true })).State);

        static IEnumerable<ExpectedSnapshot> Of(TimelineRun run) => Timeline.Of([Entry("orders")], [run], [run], Ten, HalfPastTwo);
    }

    [Fact]
    public void Map_OfTwoDays_HasACharacterPerHour()
    {
        var since = new SnapshotTime(Ten.Value.AddHours(12));
        var expected = Timeline.Of([Entry("orders")], [Run("orders", 12), Run("orders", 13) with { Late = true }, Run("orders", 15)], [Run("orders", 0)], since, Ten.Value.AddHours(16.2));
        using var text = new StringWriter { NewLine = "\n" };

        GapsAnswer.Of(since.ToString(), expected).Write(text);

        Assert.Equal(
            """
            table               day         0     6     12    18
            shop/public.orders  2026-03-01                        =L
            shop/public.orders  2026-03-02  x=o

            = on time   L late   r running   o due, can still be captured   x missing, too late   - pruned by keep
            5 expected since 2026-03-01T22:00:00Z: 2 on time, 1 late, 1 due, 1 missing.
            To capture what still can be: ./platform rerun --gaps --since 2026-03-01T22:00:00Z

            """, text.ToString());
    }

    private static Entry Entry(string table) => new() { Source = "shop", Table = new TableName("public", table), Columns = [] };

    private static TimelineRun Run(string table, int hours) => new()
    {
        Source = "shop",
        SchemaName = "public",
        TableName = table,
        SnapshotTime = Ten.Value.AddHours(hours),
        Status = "succeeded",
        Published = true,
    };

    private static TimelineRun Failed(string table, int hours) => Run(table, hours) with { Published = false, Status = "failed" };
}
