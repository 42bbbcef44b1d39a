using Platform.Registry.Entries;

namespace Platform.Publication.Retention;

/// <summary>What a prune did, or would do.</summary>
/// <param name="Removed">Snapshots that left the catalog.</param>
/// <param name="Deleted">Attempts whose files were deleted.</param>
/// <param name="Kept">Attempts that stay although they are due, each with the reason.</param>
public sealed record PruneReport(IReadOnlyList<PrunedAttempt> Removed, IReadOnlyList<PrunedAttempt> Deleted, IReadOnlyList<PrunedAttempt> Kept)
{
    public static readonly PruneReport Nothing = new([], [], []);
}

/// <summary>One attempt. <paramref name="Objects"/> and <paramref name="Bytes"/> are what was deleted, or what the ledger knows of it; <paramref name="Reason"/> is why it stays.</summary>
public sealed record PrunedAttempt(SnapshotTime Time, string Attempt, string Status, int Objects, long Bytes, string? Reason = null);
