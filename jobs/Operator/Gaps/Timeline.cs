using Platform.Ledger.Reading;
using Platform.Registry.Entries;

namespace Platform.Operator.Gaps;

/// <summary>The snapshots that the schedules asked for, held against the ledger.</summary>
internal static class Timeline
{
    /// <param name="entries">Tables; those that are not active are expected to have none.</param>
    /// <param name="runs">The ledger's runs since <paramref name="since"/>.</param>
    /// <param name="firsts">Each table's first run: nothing is expected before it. A table that never ran is expected from <paramref name="since"/> on.</param>
    /// <param name="since">The first snapshot time looked at.</param>
    /// <param name="now">Snapshots due later are not expected yet.</param>
    public static IReadOnlyList<ExpectedSnapshot> Of(
        IEnumerable<Entry> entries, IEnumerable<TimelineRun> runs, IEnumerable<TimelineRun> firsts, SnapshotTime since, DateTimeOffset now)
    {
        var byKey = runs.ToDictionary(run => (Name(run), new SnapshotTime(run.SnapshotTime)));
        var firstOf = firsts.ToDictionary(Name, run => new SnapshotTime(run.SnapshotTime), StringComparer.Ordinal);
        var after = new SnapshotTime(now.AddHours(1));
        var expected = new List<ExpectedSnapshot>();
        foreach (var entry in entries.Where(entry => entry.State == EntryState.Active))
        {
            var from = firstOf.TryGetValue(entry.FullName, out var first) && first.CompareTo(since) > 0 ? first : since;
            foreach (var time in entry.Schedule.Between(from, after).Where(time => entry.Schedule.DueAt(time) <= now))
            {
                var run = byKey.GetValueOrDefault((entry.FullName, time));
                expected.Add(new ExpectedSnapshot(entry, time, StateOf(entry, time, run, now), run?.Status == "failed"));
            }
        }

        return expected;
    }

    private static SnapshotState StateOf(Entry entry, SnapshotTime time, TimelineRun? run, DateTimeOffset now) => run switch
    {
        { Pruned: true } => SnapshotState.Pruned,
        { Published: true, Late: true } => SnapshotState.Late,
        { Published: true } => SnapshotState.OnTime,
        { Status: "running", Stale: false } => SnapshotState.Running,
        _ => now - time.Value <= entry.MaxLateness ? SnapshotState.Due : SnapshotState.Missing,
    };

    private static string Name(TimelineRun run) => $"{run.Source}/{new TableName(run.SchemaName, run.TableName)}";
}
