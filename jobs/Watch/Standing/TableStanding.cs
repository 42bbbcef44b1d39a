using Platform.Ledger.Reading;
using Platform.Registry.Entries;
using Platform.Registry.Schedules;

namespace Platform.Watch.Standing;

/// <summary>How one table stands at an instant.</summary>
/// <param name="PeriodsBehind">Due snapshots after the newest published one: 0 when readers have all there is, 1 while the last due is being made.</param>
/// <param name="FailedRuns">Runs after the newest published snapshot that failed.</param>
/// <param name="Due">The snapshot time that was due last.</param>
internal sealed record TableStanding(long PeriodsBehind, long FailedRuns, SnapshotTime Due)
{
    /// <summary>
    /// Tables that nobody ran for this long are retired, or their schedule is off: they fall silent instead of growing for ever. An alarm that still watches one
    /// takes silence for a breach.
    /// </summary>
    public static readonly TimeSpan Silence = TimeSpan.FromDays(14);

    /// <summary>The same for slow schedules, in periods.</summary>
    private const int SilentPeriods = 3;

    /// <summary>Null where nothing can be said: nobody ran the table for long, or its schedule cannot be read.</summary>
    public static TableStanding? Of(TableHistory table, DateTimeOffset at)
    {
        if (table.Schedule is not { } text || !Schedule.TryReadBack(text, out var schedule)) return null;
        var due = schedule.SnapshotAt(at);
        if (due.Value - table.Newest > Longer(Silence, schedule.Period * SilentPeriods)) return null;
        return new TableStanding(Behind(table, schedule, due), table.FailedSince, due);
    }

    private static long Behind(TableHistory table, Schedule schedule, SnapshotTime due)
    {
        // Nothing published yet: what was due since the first run is missing. Else what is due after the newest published; a manual run between two is none of these.
        var from = table.Published is { } published ? schedule.Next(new SnapshotTime(published)) : new SnapshotTime(table.FirstSince ?? due.Value);
        return schedule.Between(from, new SnapshotTime(due.Value.AddHours(1))).Count();
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
