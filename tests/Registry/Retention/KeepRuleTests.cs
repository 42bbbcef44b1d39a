using Platform.Registry.Entries;
using Platform.Registry.Retention;

namespace Platform.Registry.Tests.Retention;

public sealed class KeepRuleTests
{
    private static readonly SnapshotTime Noon = new(new DateTimeOffset(2026, 3, 15, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Kept_OfAYearsHours_AreTheLastHoursTheFirstOfDaysAndOfMonths()
    {
        var history = Hours((73 * 24) + 13);
        Assert.Equal("2026-01-01T00:00:00Z", history.Min().ToString());

        var kept = KeepRule.Kept(history, new Keep(TimeSpan.FromHours(72), TimeSpan.FromDays(30), TimeSpan.FromDays(7 * 366)));

        // 72 hours reach back to the 12th at 13:00, 30 days to 13 February at 13:00.
        Assert.Equal(Hours(72).Order(), kept.Order().TakeLast(72));
        var days = kept.Order().SkipLast(72).Skip(2).ToList();
        Assert.Equal(("2026-02-14T00:00:00Z", "2026-03-12T00:00:00Z", 27), (days[0].ToString(), days[^1].ToString(), days.Count));
        Assert.All(days, day => Assert.Equal(0, day.Value.Hour));
        Assert.Equal(["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"], kept.Order().Take(2).Select(t => t.ToString()));
    }

    [Fact]
    public void Kept_WithoutHours_AreTheFirstOfEachDay()
    {
        var kept = KeepRule.Kept(Hours(72), new Keep(null, TimeSpan.FromDays(2), null));

        Assert.Equal(["2026-03-14T00:00:00Z", "2026-03-15T00:00:00Z", "2026-03-15T12:00:00Z"], kept.Order().Select(t => t.ToString()));
    }

    [Fact]
    public void Kept_OfADayWithoutItsFirstHours_IsTheFirstThatThereIs()
    {
        var kept = KeepRule.Kept([At(-30), At(-29), At(0)], new Keep(null, TimeSpan.FromDays(9), null));

        Assert.Equal([At(-30), At(0)], kept.Order());
    }

    [Fact]
    public void Kept_OfNothing_IsNothing() => Assert.Empty(KeepRule.Kept([], new Keep(TimeSpan.FromHours(72), TimeSpan.FromDays(90), null)));

    [Fact]
    public void Properties_OfAnyHistoryAndAnyKeep_Hold()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var history = Enumerable.Range(0, random.Next(1, 200)).Select(_ => At(-random.Next(0, 24 * 500))).ToList();
            var keep = new Keep(Window(random, 100), Window(random, 24 * 60), Window(random, 24 * 600));
            var kept = KeepRule.Kept(history, keep);
            var newest = history.Max();
            var what = $"seed {seed}, round {round}";

            Assert.True(kept.Contains(newest), $"{what}: the newest stays");
            Assert.True(kept.IsSubsetOf(history), $"{what}: nothing is invented");
            Assert.True(history.Where(t => newest.Value - t.Value < keep.Hourly).All(kept.Contains), $"{what}: every recent hour stays");
            Assert.True(KeepRule.Kept(kept, keep).SetEquals(kept), $"{what}: thinning twice is thinning once");
            Assert.True(KeepRule.Kept(history.Shuffled(random), keep).SetEquals(kept), $"{what}: in any order");
            foreach (var day in history.GroupBy(t => t.Value.Date).Where(day => newest.Value - day.Min().Value < keep.Daily))
                Assert.True(kept.Contains(day.Min()), $"{what}: the first of {day.Key:d} stays");
            foreach (var month in history.GroupBy(t => (t.Value.Year, t.Value.Month)).Where(month => newest.Value - month.Min().Value < keep.Monthly))
                Assert.True(kept.Contains(month.Min()), $"{what}: the first of {month.Key} stays");

            // As time goes on: what was thinned is not missed later.
            var later = Enumerable.Range(1, random.Next(1, 50)).Select(hours => new SnapshotTime(newest.Value.AddHours(hours * random.Next(1, 9)))).ToList();
            Assert.True(KeepRule.Kept(history.Concat(later), keep).IsSubsetOf(KeepRule.Kept(kept.Concat(later), keep)), $"{what}: thinning as one goes misses nothing at the end");
            var wider = new Keep(keep.Hourly * 2, keep.Daily * 2, keep.Monthly * 2);
            Assert.True(kept.IsSubsetOf(KeepRule.Kept(history, wider)), $"{what}: keeping longer keeps more");
        }
    }

    private static TimeSpan? Window(Random random, int hours) => random.Next(4) == 0 ? null : TimeSpan.FromHours(random.Next(1, hours));

    private static List<SnapshotTime> Hours(int count) => [.. Enumerable.Range(0, count).Select(hours => At(-hours))];

    private static SnapshotTime At(int hours) => new(Noon.Value.AddHours(hours));
}

file static class Shuffling
{
    public static IEnumerable<T> Shuffled<T>(this IEnumerable<T> items, Random random)
    {
        var shuffled = items.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }
}
