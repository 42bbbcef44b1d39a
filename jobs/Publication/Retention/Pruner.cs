using Platform.Lake.Catalog;
using Platform.Lake.Objects;
using Platform.Ledger;
using Platform.Ledger.Reading;
using Platform.Registry.Entries;
using Platform.Registry.Faults;
using Platform.Registry.Layout;

namespace Platform.Publication.Retention;

/// <summary>
/// Executes <c>keep</c>: thinned snapshots leave the catalog first; files go later, and only of attempts that nothing refers to. Every step is decided by the ledger under the lock of the
/// run and may be repeated; a prune that dies is finished by the next. Any number at once.
/// </summary>
public sealed class Pruner(RunLedger ledger, ICatalog catalog, IObjectStore store, Publisher publisher, IFaultPoints faults)
{
    /// <summary>Prunes one table.</summary>
    /// <exception cref="Registry.Failures.PlatformException">Of ledger, catalog or store; what was done stays done.</exception>
    public async Task<PruneReport> RunAsync(RetentionPolicy policy, CancellationToken cancellation)
    {
        var plan = await PlanAsync(policy, young: false, cancellation).ConfigureAwait(false);
        if (plan.IsEmpty) return PruneReport.Nothing;
        await publisher.RollForwardAsync(policy.Source, policy.Table, cancellation).ConfigureAwait(false);
        await faults.ReachedAsync(FlowStep.PrunePlanned, cancellation).ConfigureAwait(false);

        var kept = new List<PrunedAttempt>();
        var removed = new List<PrunedAttempt>();
        foreach (var attempt in plan.Removals)
        {
            var refusal = await publisher.RemoveAsync(attempt, policy.CatalogTables[0], policy.Grace, cancellation).ConfigureAwait(false);
            (refusal is null ? removed : kept).Add(Describe(attempt, refusal));
            if (refusal is null) await faults.ReachedAsync(FlowStep.PartitionRemoved, cancellation).ConfigureAwait(false);
        }

        // What has just left the catalog is due at once only where there is no grace.
        var due = removed.Count > 0 ? (await PlanAsync(policy, young: false, cancellation).ConfigureAwait(false)).Deletions : plan.Deletions;
        var referenced = await ReferencedAsync(policy, cancellation).ConfigureAwait(false);
        var deleted = new List<PrunedAttempt>();
        foreach (var attempt in due)
        {
            var (done, refusal) = await DeleteAsync(policy, attempt, referenced, cancellation).ConfigureAwait(false);
            if (done is not null) deleted.Add(done);
            else kept.Add(Describe(attempt, refusal));
        }

        return new PruneReport(removed, deleted, kept);
    }

    /// <summary>What <see cref="RunAsync"/> would do now; changes nothing.</summary>
    public async Task<PruneReport> PreviewAsync(RetentionPolicy policy, CancellationToken cancellation)
    {
        var plan = await PlanAsync(policy, young: true, cancellation).ConfigureAwait(false);
        var referenced = await ReferencedAsync(policy, cancellation).ConfigureAwait(false);
        var deletions = plan.Deletions.Concat(policy.Grace == TimeSpan.Zero ? plan.Removals : []).ToLookup(attempt => !plan.Removals.Contains(attempt) && IsReferenced(policy, attempt, referenced));
        return new PruneReport(
            [.. plan.Removals.Select(attempt => Describe(attempt, null))],
            [.. deletions[false].Select(attempt => Describe(attempt, null))],
            [.. deletions[true].Select(attempt => Describe(attempt, "referenced")), .. plan.Waiting.Select(attempt => Describe(attempt, "young"))]);
    }

    private async Task<PrunePlan> PlanAsync(RetentionPolicy policy, bool young, CancellationToken cancellation) =>
        PrunePlan.Of(await ledger.DueAsync(policy.Source, policy.Table, policy.Output, policy.Keep, policy.Grace, young, cancellation).ConfigureAwait(false), policy.Grace);

    private async Task<(PrunedAttempt? Done, string? Refusal)> DeleteAsync(RetentionPolicy policy, RetainedAttempt attempt, HashSet<string> referenced, CancellationToken cancellation)
    {
        if (IsReferenced(policy, attempt, referenced)) return (null, "referenced");
        var prefix = PrefixOf(policy, attempt);
        // Deleting trusts no text that it could have computed itself.
        if (attempt.Prefix is not null && attempt.Prefix != prefix) return (null, "foreign prefix");
        if (await ledger.MarkDeletingAsync(attempt.AttemptId, policy.Grace, cancellation).ConfigureAwait(false) is { } refusal) return (null, refusal);
        await faults.ReachedAsync(FlowStep.MarkedDeleting, cancellation).ConfigureAwait(false);
        var (objects, bytes) = await AttemptFiles.DeleteAsync(store, prefix, token => faults.ReachedAsync(FlowStep.ObjectDeleted, token), cancellation).ConfigureAwait(false);
        await faults.ReachedAsync(FlowStep.FilesDeleted, cancellation).ConfigureAwait(false);
        await ledger.MarkDeletedAsync(attempt.AttemptId, cancellation).ConfigureAwait(false);
        await faults.ReachedAsync(FlowStep.MarkedDeleted, cancellation).ConfigureAwait(false);
        return (Describe(attempt, null) with { Objects = objects, Bytes = bytes }, null);
    }

    /// <summary>Every location that the catalog names: it, and not only the ledger, says what readers may be reading.</summary>
    private async Task<HashSet<string>> ReferencedAsync(RetentionPolicy policy, CancellationToken cancellation)
    {
        var referenced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in policy.CatalogTables)
        {
            foreach (var pointer in await catalog.ListPartitionsAsync(table, cancellation).ConfigureAwait(false)) referenced.Add(pointer.Location.AbsoluteUri);
            if (await catalog.GetLatestAsync(table, cancellation).ConfigureAwait(false) is { } latest) referenced.Add(latest.Location.AbsoluteUri);
        }

        return referenced;
    }

    private bool IsReferenced(RetentionPolicy policy, RetainedAttempt attempt, HashSet<string> referenced) =>
        referenced.Contains(store.Locate(PrefixOf(policy, attempt)).AbsoluteUri);

    private static string PrefixOf(RetentionPolicy policy, RetainedAttempt attempt) => Ulid.TryParse(attempt.AttemptId, out var id)
        ? ObjectLayout.AttemptPrefix(policy.Source, policy.Table, new SnapshotTime(attempt.SnapshotTime), id, policy.Output)
        : throw new InvalidOperationException($"the ledger names an attempt {attempt.AttemptId}, which is no ULID");

    private static PrunedAttempt Describe(RetainedAttempt attempt, string? reason) =>
        new(new SnapshotTime(attempt.SnapshotTime), attempt.AttemptId, attempt.Status, 0, attempt.FilesOf is null ? attempt.Bytes ?? 0 : 0, reason);
}
