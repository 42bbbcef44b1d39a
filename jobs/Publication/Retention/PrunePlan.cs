using Platform.Ledger.Reading;
using Platform.Registry.Entries;
using Platform.Registry.Retention;

namespace Platform.Publication.Retention;

/// <summary>What is due by the ledger alone; catalog and ledger are asked again, one by one, before anything is done.</summary>
/// <param name="Removals">Snapshots that <c>keep</c> no longer names.</param>
/// <param name="Deletions">Attempts that readers do not see, and nobody had to do with for the grace period.</param>
/// <param name="Waiting">Attempts that readers do not see, younger than that.</param>
internal sealed record PrunePlan(IReadOnlyList<RetainedAttempt> Removals, IReadOnlyList<RetainedAttempt> Deletions, IReadOnlyList<RetainedAttempt> Waiting)
{
    public bool IsEmpty => Removals.Count + Deletions.Count == 0;

    public static PrunePlan Of(IReadOnlyList<RetainedAttempt> attempts, Keep keep, TimeSpan grace)
    {
        var shown = attempts.Where(attempt => attempt.Shown).ToList();
        var kept = KeepRule.Kept(shown.Select(attempt => new SnapshotTime(attempt.SnapshotTime)), keep);
        var removals = shown.Where(attempt => !attempt.Pinned && attempt.Status == "published" && attempt.QuietSeconds >= grace.TotalSeconds && !kept.Contains(new SnapshotTime(attempt.SnapshotTime)));
        var unseen = attempts.Where(attempt => !attempt.Shown && attempt.Status is "running" or "failed" or "lost" or "replaced" or "deleting")
            .ToLookup(attempt => attempt.QuietSeconds >= grace.TotalSeconds || attempt.Status == "deleting");
        return new PrunePlan([.. removals], [.. unseen[true]], [.. unseen[false]]);
    }
}
