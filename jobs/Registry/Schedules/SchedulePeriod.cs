namespace Platform.Registry.Schedules;

/// <summary>The shortest time between two snapshot times of a cron schedule.</summary>
internal static class SchedulePeriod
{
    /// <summary>A leap year's start: eight years from here hold every kind of day.</summary>
    public static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Two years of a daily schedule and every change of the clock in them; a schedule with more firings a day repeats sooner.</summary>
    private const int Sample = 732;

    public static TimeSpan Of(CronCalendar calendar)
    {
        var times = Schedule.SnapshotTimes(calendar, Epoch).Take(Sample).TakeWhile((time, index) => index < 2 || time.Value < Epoch.AddYears(8)).ToList();
        return times.Zip(times.Skip(1), (earlier, later) => later.Value - earlier.Value).Min();
    }
}
