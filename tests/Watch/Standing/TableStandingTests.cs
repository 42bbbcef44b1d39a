using System.Globalization;
using Platform.Ledger.Reading;
using Platform.Watch.Standing;

namespace Platform.Watch.Tests.Standing;

public sealed class TableStandingTests
{
    [Theory]
    // Hourly, published at 09:00.
    [InlineData("hourly", "2026-03-01T09:00:00Z", "2026-03-01T09:59:00Z", 0)]
    [InlineData("hourly", "2026-03-01T09:00:00Z", "2026-03-01T10:07:00Z", 1)]
    [InlineData("hourly", "2026-03-01T09:00:00Z", "2026-03-01T11:07:00Z", 2)]
    [InlineData("hourly", "2026-03-01T09:00:00Z", "2026-03-08T09:07:00Z", 168)]
    // Published ahead of the look: nothing is behind.
    [InlineData("hourly", "2026-03-01T11:00:00Z", "2026-03-01T10:07:00Z", 0)]
    // A daily table is one period behind for its whole day, not 24 hours.
    [InlineData("daily", "2026-03-01T00:00:00Z", "2026-03-01T23:52:00Z", 0)]
    [InlineData("daily", "2026-03-01T00:00:00Z", "2026-03-02T23:52:00Z", 1)]
    [InlineData("daily", "2026-03-01T00:00:00Z", "2026-03-03T00:07:00Z", 2)]
    // Longer than any alarm looks back.
    [InlineData("monthly", "2026-01-01T00:00:00Z", "2026-03-20T00:07:00Z", 2)]
    [InlineData("cron 15 6 * * MON Europe/Paris", "2026-03-02T05:00:00Z", "2026-03-16T05:14:00Z", 1)]
    [InlineData("cron 15 6 * * MON Europe/Paris", "2026-03-02T05:00:00Z", "2026-03-16T05:15:00Z", 2)]
    // A person's run between two scheduled ones is not the one that was due.
    [InlineData("daily", "2026-03-01T13:00:00Z", "2026-03-02T00:07:00Z", 1)]
    public void Of_PublishedTable_CountsDueSnapshotsAfterIt(string schedule, string published, string at, long expected)
    {
        var standing = TableStanding.Of(History(schedule, published, newest: published), Instant(at));

        Assert.Equal(expected, standing!.PeriodsBehind);
    }

    [Theory]
    [InlineData("2026-03-01T10:07:00Z", 1)]
    [InlineData("2026-03-01T13:07:00Z", 4)]
    public void Of_TableThatNeverPublished_CountsFromItsFirstRun(string at, long expected)
    {
        var history = History("hourly", published: null, newest: "2026-03-01T10:00:00Z") with { FirstSince = Instant("2026-03-01T10:00:00Z"), FailedSince = 1 };

        var standing = TableStanding.Of(history, Instant(at))!;

        Assert.Equal(expected, standing.PeriodsBehind);
        Assert.Equal(1, standing.FailedRuns);
    }

    [Theory]
    [InlineData("hourly", "2026-03-15T10:59:00Z", true)]
    [InlineData("hourly", "2026-03-15T11:00:00Z", false)]
    // Three periods of 28 days, at the least.
    [InlineData("monthly", "2026-05-01T00:07:00Z", true)]
    [InlineData("monthly", "2026-06-01T00:07:00Z", false)]
    public void Of_TableThatNobodyRunsAnyMore_FallsSilent(string schedule, string at, bool told) =>
        Assert.Equal(told, TableStanding.Of(History(schedule, "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"), Instant(at)) is not null);

    [Theory]
    [InlineData(null)]
    [InlineData("every now and then")]
    [InlineData("cron 15 6 * * MON Atlantis/Capital")]
    public void Of_ScheduleThatCannotBeRead_SaysNothing(string? schedule) =>
        Assert.Null(TableStanding.Of(History(schedule, "2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"), Instant("2026-03-01T10:07:00Z")));

    private static TableHistory History(string? schedule, string? published, string newest) => new()
    {
        Source = "shop",
        SchemaName = "public",
        TableName = "orders",
        Schedule = schedule,
        Newest = Instant(newest),
        Published = published is null ? null : Instant(published),
    };

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
