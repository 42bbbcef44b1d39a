using Platform.Registry.Entries;

namespace Platform.Ledger.Tests.Retention;

/// <summary>What <c>keep</c> names, in the words of its definition: the ledger's statement is held to it.</summary>
internal static class KeepReference
{
    public static IReadOnlyList<SnapshotTime> Kept(IEnumerable<SnapshotTime> published, Keep keep)
    {
        var times = published.Distinct().Order().ToList();
        var newest = times.Count == 0 ? default : times[^1].Value;
        return [.. times.Where(time =>
            time.Value == newest
            || newest - time.Value < keep.Hourly
            || (newest - time.Value < keep.Daily && !times.Exists(other => other.Value < time.Value && other.Value.Date == time.Value.Date))
            || (newest - time.Value < keep.Monthly && !times.Exists(other => other.Value < time.Value && (other.Value.Year, other.Value.Month) == (time.Value.Year, time.Value.Month))))];
    }
}
