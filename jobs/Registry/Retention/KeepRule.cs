using Platform.Registry.Entries;

namespace Platform.Registry.Retention;

/// <summary>
/// Which snapshots an entry's <c>keep</c> names: grandfather, father, son. All of the last hours, the first of each day, the first of each month, each for as long as it says, counted
/// back from the newest snapshot: while nothing new is published, nothing grows old.
/// </summary>
public static class KeepRule
{
    /// <param name="published">The snapshots that readers see, in any order.</param>
    /// <param name="keep">The entry's retention.</param>
    /// <returns>Those to keep; the newest always.</returns>
    public static IReadOnlySet<SnapshotTime> Kept(IEnumerable<SnapshotTime> published, Keep keep)
    {
        var times = published.Distinct().Order().ToList();
        var kept = new HashSet<SnapshotTime>();
        if (times.Count == 0) return kept;
        var newest = times[^1].Value;
        kept.Add(times[^1]);
        SnapshotTime? before = null;
        foreach (var time in times)
        {
            var age = newest - time.Value;
            var isFirstOfDay = before is not { } last || last.Value.Date != time.Value.Date;
            var isFirstOfMonth = before is not { } previous || (previous.Value.Year, previous.Value.Month) != (time.Value.Year, time.Value.Month);
            if (age < keep.Hourly || (isFirstOfDay && age < keep.Daily) || (isFirstOfMonth && age < keep.Monthly)) kept.Add(time);
            before = time;
        }

        return kept;
    }
}
