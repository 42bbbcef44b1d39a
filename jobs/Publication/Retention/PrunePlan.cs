using Platform.Ledger.Reading;

namespace Platform.Publication.Retention;

/// <summary>What is due by the ledger alone; catalog and ledger are asked again, one by one, before anything is done.</summary>
/// <param name="Removals">Snapshots that <c>keep</c> no longer names.</param>
/// <param name="Deletions">Attempts that readers do not see, and nobody had to do with for the grace period.</param>
/// <param name="Waiting">Attempts that readers do not see, younger than that.</param>
internal sealed record PrunePlan(IReadOnlyList<RetainedAttempt> Removals, IReadOnlyList<RetainedAttempt> Deletions, IReadOnlyList<RetainedAttempt> Waiting)
{
    public bool IsEmpty => Removals.Count + Deletions.Count == 0;

    public static PrunePlan Of(IReadOnlyList<RetainedAttempt> found, TimeSpan grace) => new(
        [.. found.Where(attempt => attempt.Shown)],
        [.. found.Where(attempt => !attempt.Shown && IsDue(attempt, grace))],
        [.. found.Where(attempt => !attempt.Shown && !IsDue(attempt, grace))]);

    /// <summary>What a prune had begun to delete has been waited for already.</summary>
    private static bool IsDue(RetainedAttempt attempt, TimeSpan grace) => attempt.QuietSeconds >= grace.TotalSeconds || attempt.Status == "deleting";
}
