using System.Globalization;
using Platform.Registry.Entries;
using Platform.Registry.Schedules;

namespace Platform.Registry.Tests.Schedules;

public class ScheduleTests
{
    [Theory]
    [InlineData("hourly", "2026-03-01T10:59:59Z", "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z", "2026-03-01T09:00:00Z")]
    [InlineData("daily", "2026-03-01T10:59:59Z", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", "2026-02-28T00:00:00Z")]
    [InlineData("monthly", "2026-03-31T10:59:59Z", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", "2026-02-01T00:00:00Z")]
    [InlineData("daily", "2024-03-01T00:00:00Z", "2024-03-01T00:00:00Z", "2024-03-02T00:00:00Z", "2024-02-29T00:00:00Z")]
    public void SnapshotAt_NamedSchedule_IsTheLastOneDue(string name, string now, string at, string next, string previous)
    {
        Assert.True(Schedule.TryParse(name, out var schedule));
        var snapshot = schedule.SnapshotAt(Instant(now));
        Assert.Equal(at, snapshot.ToString());
        Assert.Equal(next, schedule.Next(snapshot).ToString());
        Assert.Equal(previous, schedule.Previous(snapshot).ToString());
        Assert.True(schedule.IsOnSchedule(snapshot));
    }

    [Theory]
    [InlineData("15 6 * * *", "Europe/Paris", "2026-03-01T05:14:00Z", "2026-02-28T05:00:00Z")]
    [InlineData("15 6 * * *", "Europe/Paris", "2026-03-01T05:15:00Z", "2026-03-01T05:00:00Z")]
    [InlineData("15 6 * * *", "Europe/Paris", "2026-07-01T05:00:00Z", "2026-07-01T04:00:00Z")]
    [InlineData("0 */6 * * MON-FRI", "UTC", "2026-03-01T12:00:00Z", "2026-02-27T18:00:00Z")]
    [InlineData("30 1 1,15 * *", "UTC", "2026-03-10T00:00:00Z", "2026-03-01T01:00:00Z")]
    [InlineData("0 0 29 FEB *", "UTC", "2026-03-10T00:00:00Z", "2024-02-29T00:00:00Z")]
    [InlineData("0 9 13 * FRI", "UTC", "2026-03-14T00:00:00Z", "2026-03-13T09:00:00Z")]
    [InlineData("0 9 1 * sun", "UTC", "2026-03-10T00:00:00Z", "2026-03-08T09:00:00Z")]
    [InlineData("0 9 * * 7", "UTC", "2026-03-10T00:00:00Z", "2026-03-08T09:00:00Z")]
    [InlineData("0 3 * * *", "Asia/Kathmandu", "2026-03-10T00:00:00Z", "2026-03-09T21:00:00Z")]
    public void SnapshotAt_Cron_IsTheHourOfTheLastFiring(string cron, string zone, string now, string expected) =>
        Assert.Equal(expected, Cron(cron, zone).SnapshotAt(Instant(now)).ToString());

    [Theory]
    [InlineData("hourly")]
    [InlineData("monthly")]
    [InlineData("cron 15 6 * * MON-FRI Europe/Paris")]
    [InlineData("cron 15 6,18 1 * * UTC")]
    public void TryReadBack_WhatToStringWrote_IsTheSameSchedule(string text)
    {
        Assert.True(Schedule.TryReadBack(text, out var schedule));
        Assert.Equal(text, schedule.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("weekly")]
    [InlineData("cron 15 6 * * *")]
    [InlineData("cron 61 6 * * * UTC")]
    [InlineData("cron 15 6 * * * Atlantis/Capital")]
    public void TryReadBack_AnythingElse_IsNone(string text) => Assert.False(Schedule.TryReadBack(text, out _));

    [Fact]
    public void Between_SkippedLocalTime_RunsOnceAtTheNextValidInstant()
    {
        // Europe/Paris leaves out 02:00..03:00 on 29 March 2026: 01:00 UTC is 03:00 local.
        var times = Cron("30 2 * * *", "Europe/Paris").Between(SnapshotTime.Parse("2026-03-28T00"), SnapshotTime.Parse("2026-03-31T00"));
        Assert.Equal(["2026-03-28T01:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"], times.Select(t => t.ToString()));
    }

    [Fact]
    public void Between_RepeatedLocalTime_RunsOnceTheFirstTime()
    {
        // Europe/Paris repeats 02:00..03:00 on 25 October 2026: first at 00:00 UTC, again at 01:00 UTC.
        var times = Cron("30 2 * * *", "Europe/Paris").Between(SnapshotTime.Parse("2026-10-24T00"), SnapshotTime.Parse("2026-10-27T00"));
        Assert.Equal(["2026-10-24T00:00:00Z", "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z"], times.Select(t => t.ToString()));
    }

    [Theory]
    [InlineData("0 5 * * *", "2028-02-28T00", "2028-03-02T00", "2028-02-28T05:00:00Z 2028-02-29T05:00:00Z 2028-03-01T05:00:00Z")]
    [InlineData("0 5 * * *", "2027-02-28T00", "2027-03-02T00", "2027-02-28T05:00:00Z 2027-03-01T05:00:00Z")]
    [InlineData("0 23,0 29,1 * *", "2028-02-28T00", "2028-03-02T00", "2028-02-29T00:00:00Z 2028-02-29T23:00:00Z 2028-03-01T00:00:00Z 2028-03-01T23:00:00Z")]
    [InlineData("0 0 29 2 *", "2026-01-01T00", "2036-12-31T00", "2028-02-29T00:00:00Z 2032-02-29T00:00:00Z 2036-02-29T00:00:00Z")]
    public void Between_AcrossALeapDay_HasTheDayWhereTheCalendarHasIt(string cron, string from, string to, string expected) =>
        Assert.Equal(expected, string.Join(' ', Cron(cron, "UTC").Between(SnapshotTime.Parse(from), SnapshotTime.Parse(to)).Select(t => t.ToString())));

    [Theory]
    [InlineData("30 * * * *", "Europe/Paris")]
    [InlineData("15 * * * *", "Australia/Lord_Howe")]
    [InlineData("45 */2 * * *", "America/St_Johns")]
    [InlineData("0 * * * *", "Africa/Casablanca")]
    public void Between_AcrossAYearOfClockChanges_IsAscendingAndAgreesWithNeighbours(string cron, string zone)
    {
        var schedule = Cron(cron, zone);
        var times = schedule.Between(SnapshotTime.Parse("2026-01-01T00"), SnapshotTime.Parse("2027-01-01T00")).ToList();
        Assert.True(times.Count > 4000, $"{times.Count} times");
        for (var i = 1; i < times.Count; i += 7)
        {
            Assert.True(times[i - 1].CompareTo(times[i]) < 0);
            Assert.Equal(times[i - 1], schedule.Previous(times[i]));
            Assert.Equal(times[i], schedule.Next(times[i - 1]));
            Assert.Equal(times[i], schedule.SnapshotAt(schedule.DueAt(times[i])));
            Assert.True(schedule.IsOnSchedule(times[i]));
        }
    }

    [Theory]
    [InlineData("0 * * * *", "UTC", 1)]
    [InlineData("15 6 * * *", "UTC", 24)]
    [InlineData("15 6 * * *", "Europe/Paris", 23)]
    [InlineData("0 8,20 * * *", "UTC", 12)]
    [InlineData("0 0 * * MON", "UTC", 168)]
    [InlineData("0 0 1 */3 *", "UTC", 90 * 24)]
    public void Period_Cron_IsTheShortestGap(string cron, string zone, int hours) => Assert.Equal(TimeSpan.FromHours(hours), Cron(cron, zone).Period);

    [Fact]
    public void IsOnSchedule_TimeBetween_IsFalse()
    {
        Assert.False(Schedule.Daily.IsOnSchedule(SnapshotTime.Parse("2026-03-01T10")));
        Assert.False(Schedule.Monthly.IsOnSchedule(SnapshotTime.Parse("2026-03-02T00")));
        Assert.False(Cron("15 6 * * *", "UTC").IsOnSchedule(SnapshotTime.Parse("2026-03-01T07")));
        Assert.True(Cron("15 6 * * *", "UTC").IsOnSchedule(SnapshotTime.Parse("2026-03-01T06")));
    }

    [Theory]
    [InlineData("* * * * *", "minute '*' runs more than once an hour; a table has at most one snapshot per UTC hour, so the minute is one number 0-59")]
    [InlineData("0,30 * * * *", "minute '0,30' runs more than once an hour; a table has at most one snapshot per UTC hour, so the minute is one number 0-59")]
    [InlineData("0 6 * *", "a cron expression has five fields (minute, hour, day of month, month, day of week), found 4")]
    [InlineData("60 6 * * *", "'60' is not a minute: expected 0-59, a range a-b, a step /n or *")]
    [InlineData("0 6-2 * * *", "'6-2' is not a hour: expected 0-23, a range a-b, a step /n or *")]
    [InlineData("0 */0 * * *", "'*/0' is not a hour: expected 0-23, a range a-b, a step /n or *")]
    [InlineData("0 6 * FOO *", "'FOO' is not a month: expected 1-12, a name such as JAN, a range a-b, a step /n or *")]
    [InlineData("0 6 30 2 *", "'0 6 30 2 *' never runs: no such day exists")]
    public void TryCron_Mistake_IsExplained(string cron, string error)
    {
        Assert.False(Schedule.TryCron(cron, "UTC", out _, out var found));
        Assert.Equal(error, found);
    }

    [Fact]
    public void TryCron_UnknownZone_IsExplained()
    {
        Assert.False(Schedule.TryCron("0 6 * * *", "Mars/Olympus", out _, out var error));
        Assert.Equal("time zone 'Mars/Olympus' is not known; use an IANA name such as Europe/Paris (and install the package tzdata if none is known)", error);
    }

    private static Schedule Cron(string cron, string zone)
    {
        Assert.True(Schedule.TryCron(cron, zone, out var schedule, out var error), error);
        return schedule;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
