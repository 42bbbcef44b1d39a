using Platform.Registry.Entries;
using Platform.Services;

namespace Platform.Ledger.Tests.Retention;

public sealed class DueTests : IAsyncLifetime
{
    private static readonly SnapshotTime Noon = new(new DateTimeOffset(2026, 3, 15, 12, 0, 0, TimeSpan.Zero));

    private TestDatabase _database = null!;
    private RunLedger _ledger = null!;
    private History _history = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var ledger = await LedgerDatabase.CreateAsync();
        (_database, _ledger) = (ledger.Database, ledger.Open());
        _history = new History(_database, _ledger);
    }

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task Thin_OfAQuartersHours_LeavesTheLastHoursTheFirstOfDaysAndOfMonths()
    {
        await _history.AddAsync(Hours((73 * 24) + 13));

        var kept = await _history.ThinAsync(new Keep(TimeSpan.FromHours(72), TimeSpan.FromDays(30), TimeSpan.FromDays(7 * 366)));

        // 72 hours reach back to the 12th at 13:00, 30 days to 13 February at 13:00.
        Assert.Equal(Hours(72).Order(), kept.TakeLast(72));
        var days = kept.SkipLast(72).Skip(2).ToList();
        Assert.Equal(("2026-02-14T00:00:00Z", "2026-03-12T00:00:00Z", 27), (days[0].ToString(), days[^1].ToString(), days.Count));
        Assert.All(days, day => Assert.Equal(0, day.Value.Hour));
        Assert.Equal(["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"], kept.Take(2).Select(t => t.ToString()));
    }

    [Fact]
    public async Task Thin_WithoutHours_LeavesTheFirstOfEachDayAndTheNewest()
    {
        await _history.AddAsync(Hours(72));

        var kept = await _history.ThinAsync(new Keep(null, TimeSpan.FromDays(2), null));

        Assert.Equal(["2026-03-14T00:00:00Z", "2026-03-15T00:00:00Z", "2026-03-15T12:00:00Z"], kept.Select(t => t.ToString()));
    }

    [Fact]
    public async Task Thin_OfADayWithoutItsFirstHours_LeavesTheFirstThatThereIs()
    {
        await _history.AddAsync([At(-30), At(-29), At(0)]);

        Assert.Equal([At(-30), At(0)], await _history.ThinAsync(new Keep(null, TimeSpan.FromDays(9), null)));
    }

    /// <summary>29 February is a day like any other, and March's first is the month's.</summary>
    [Fact]
    public async Task Thin_AcrossALeapDay_CountsIt()
    {
        var newest = new DateTimeOffset(2024, 3, 2, 0, 0, 0, TimeSpan.Zero);
        await _history.AddAsync(Enumerable.Range(0, 24 * 5).Select(hours => new SnapshotTime(newest.AddHours(-hours))));

        var kept = await _history.ThinAsync(new Keep(null, TimeSpan.FromDays(4), null));

        Assert.Equal(["2024-02-28T00:00:00Z", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z", "2024-03-02T00:00:00Z"], kept.Select(t => t.ToString()).Where(t => t.EndsWith("T00:00:00Z", StringComparison.Ordinal)));
        Assert.Equal(4, kept.Count);
    }

    [Fact]
    public async Task Due_OfNoHistory_IsNothing() => Assert.Empty(await _history.DueAsync(new Keep(TimeSpan.FromHours(72), TimeSpan.FromDays(90), null)));

    /// <summary>A session's time zone moves no day.</summary>
    [Fact]
    public async Task Due_InAnotherTimeZone_IsTheSame()
    {
        await _history.AddAsync(Hours(240));
        await _database.ExecuteAsync($"alter database {_database.Name} set timezone = 'Pacific/Kiritimati'", Cancellation);
        var elsewhere = new History(_database, RunLedger.Open(Registry.Connections.ConnectionUrl.Parse(_database.Url), LedgerOptions.Default, TimeProvider.System));

        var kept = await elsewhere.ThinAsync(new Keep(TimeSpan.FromHours(1), TimeSpan.FromDays(90), null));

        Assert.All(kept.SkipLast(1).Skip(1), day => Assert.Equal(0, day.Value.Hour));
    }

    /// <summary>What the last hours cover, and what days and months keep, is not even sent.</summary>
    [Fact]
    public async Task Due_AnHourAfterTheLast_IsOneSnapshot()
    {
        await _history.AddAsync(Hours(24 * 400));
        var keep = new Keep(TimeSpan.FromHours(24 * 365), TimeSpan.FromDays(500), null);

        var first = await _history.DueAsync(keep);
        await _history.ThinAsync(keep);

        Assert.Equal(Hours(24 * 400).Count(t => Noon.Value - t.Value >= keep.Hourly && t.Value.Hour != 0) - 1, first.Count);
        Assert.Empty(await _history.DueAsync(keep));
        await _history.AddAsync([At(1)]);
        Assert.Equal([new SnapshotTime(Noon.Value.AddHours(1) - keep.Hourly!.Value)], (await _history.DueAsync(keep)).Select(due => new SnapshotTime(due.SnapshotTime)));
    }

    [Fact]
    public async Task Thin_OfAnyHistoryByAnyKeep_IsTheReference()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var site = new History(_database, _ledger, $"t{round}");
            var history = Enumerable.Range(0, random.Next(1, 200)).Select(_ => At(-random.Next(0, 24 * 500))).Distinct().ToList();
            var keep = new Keep(Window(random, 100), Window(random, 24 * 60), Window(random, 24 * 600));
            var what = $"seed {seed}, round {round}";
            await site.AddAsync(history);

            var kept = await site.ThinAsync(keep);

            Assert.True(KeepReference.Kept(history, keep).SequenceEqual(kept), $"{what}: as defined");
            Assert.True(kept.SequenceEqual(await site.ThinAsync(keep)), $"{what}: thinning twice is thinning once");
            // As time goes on: what was thinned is not missed later.
            var later = Enumerable.Range(1, random.Next(1, 50)).Select(hours => At(hours * random.Next(1, 9))).Distinct().ToList();
            await site.AddAsync(later);
            var then = await site.ThinAsync(keep);
            Assert.True(KeepReference.Kept(history.Concat(later), keep).All(then.Contains), $"{what}: thinning as one goes misses nothing at the end");
        }
    }

    private static TimeSpan? Window(Random random, int hours) => random.Next(4) == 0 ? null : TimeSpan.FromHours(random.Next(1, hours));

    private static List<SnapshotTime> Hours(int count) => [.. Enumerable.Range(0, count).Select(hours => At(-hours))];

    private static SnapshotTime At(int hours) => new(Noon.Value.AddHours(hours));
}
