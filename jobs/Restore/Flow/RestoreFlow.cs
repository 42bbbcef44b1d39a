using Platform.Columns.Proof;
using Platform.Registry.Entries;
using Platform.Restore.Invocation;
using Platform.Restore.Planning;
using Platform.Restore.Reading;
using Platform.Sources.Postgres.Targets;
using Platform.Telemetry.Events;

namespace Platform.Restore.Flow;

/// <summary>
/// Into existing tables, all in one transaction on one connection: hold the snapshots against the tables, lock, empty, load, check constraints, prove,
/// commit. Whatever ends it before the commit leaves the target as it was.
/// </summary>
internal sealed class RestoreFlow(RestoreArguments arguments, RestoreSettings settings, EventLog log, RowProgress progress)
{
    private bool IsAppend => arguments.Mode == RestoreMode.Append;

    public async Task RunAsync(IReadOnlyList<StoredSnapshot> snapshots, CancellationToken cancellation)
    {
        await using var target = await TargetSession.OpenAsync(settings.Target!, cancellation).ConfigureAwait(false);

        // Once without any lock, so that what cannot be restored disturbs nobody; and again under the lock.
        _ = await PlanAsync(target, snapshots, cancellation).ConfigureAwait(false);
        await target.BeginAsync(oneSnapshot: IsAppend, readOnly: false, cancellation).ConfigureAwait(false);
        var plans = await LockAsync(target, snapshots, cancellation).ConfigureAwait(false);
        log.Info("planned", new EventField("tables", plans.Count), new EventField("staged", plans.Count(p => p.Target.IsStaged)));

        var before = await BeforeAsync(target, plans, cancellation).ConfigureAwait(false);
        foreach (var plan in plans) await LoadAsync(target, plan, cancellation).ConfigureAwait(false);
        await target.SettleAsync(plans[0].Target.Name, cancellation).ConfigureAwait(false);
        foreach (var (plan, had) in plans.Zip(before)) await ProveAsync(target, plan, had, cancellation).ConfigureAwait(false);
        foreach (var plan in plans) await target.AdvanceSequencesAsync(plan.Target.Name, plan.Snapshot.Ddl?.Sequences ?? [], cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        await target.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        foreach (var plan in plans) Tell("restored", plan);
    }

    private sealed record Plan(StoredSnapshot Snapshot, TargetTable Target);

    private async Task<IReadOnlyList<Plan>> PlanAsync(TargetSession target, IReadOnlyList<StoredSnapshot> snapshots, CancellationToken cancellation)
    {
        var plans = new List<Plan>();
        foreach (var (snapshot, name) in snapshots.Zip(Names(snapshots)))
            plans.Add(new Plan(snapshot, SnapshotFit.Check(snapshot, await target.ReadTableAsync(name, cancellation).ConfigureAwait(false), arguments)));
        var references = await target.ForeignKeysAsync(plans.Select(p => p.Target.Live.Oid), cancellation).ConfigureAwait(false);
        return LoadOrder.Of(plans, p => p.Target.Live.Oid, references);
    }

    private IReadOnlyList<TableName> Names(IReadOnlyList<StoredSnapshot> snapshots) => [.. snapshots.Zip(arguments.Tables, (s, t) => t.Into ?? s.Table)];

    private async Task<IReadOnlyList<Plan>> LockAsync(TargetSession target, IReadOnlyList<StoredSnapshot> snapshots, CancellationToken cancellation)
    {
        foreach (var name in Names(snapshots)) await target.LockAsync(name, againstAll: !IsAppend, cancellation).ConfigureAwait(false);
        var plans = await PlanAsync(target, snapshots, cancellation).ConfigureAwait(false);
        foreach (var plan in plans) await target.HoldTriggersAsync(plan.Target, cancellation).ConfigureAwait(false);
        await target.DeferConstraintsAsync(cancellation).ConfigureAwait(false);
        if (!IsAppend) await target.TruncateAsync([.. plans.Select(p => p.Target.Name)], cancellation).ConfigureAwait(false);
        return plans;
    }

    private async Task<IReadOnlyList<TableProof?>> BeforeAsync(TargetSession target, IReadOnlyList<Plan> plans, CancellationToken cancellation)
    {
        var proofs = new List<TableProof?>();
        foreach (var plan in plans) proofs.Add(IsAppend ? await target.ProveAsync(plan.Target, null, settings.Seed, cancellation).ConfigureAwait(false) : null);
        return proofs;
    }

    private async Task LoadAsync(TargetSession target, Plan plan, CancellationToken cancellation)
    {
        await using var load = await target.LoadAsync(plan.Target, cancellation).ConfigureAwait(false);
        var fields = plan.Target.Fields;
        foreach (var file in plan.Snapshot.Manifest.Files)
        {
            await foreach (var batch in plan.Snapshot.ReadAsync(file, fields, cancellation).ConfigureAwait(false))
            {
                var sent = load.Bytes;
                load.Write(batch);
                progress.Add(batch.RowCount, load.Bytes - sent);
            }
        }

        await load.CompleteAsync(cancellation).ConfigureAwait(false);
        Tell("loaded", plan);
    }

    /// <summary>Sums of hashes add up: what was there before and what was restored together are what is there now.</summary>
    private async Task ProveAsync(TargetSession target, Plan plan, TableProof? before, CancellationToken cancellation)
    {
        var manifest = plan.Snapshot.Manifest;
        var recorded = ManifestProofs.Of(manifest, manifest.Proof);
        var expected = before?.Combine(recorded) ?? recorded;
        var found = await target.ProveAsync(plan.Target, null, settings.Seed, cancellation).ConfigureAwait(false);
        var differences = expected.Differences(found);
        if (differences.Count == 0)
        {
            Tell("proved", plan);
            return;
        }

        throw SnapshotFailures.Of("proof-mismatch", manifest, $"{plan.Target.Name} would not hold what the snapshot recorded: {string.Join("; ", differences)}",
            "nothing was changed; check that PLATFORM_PROOF_SEED is of the stack that took the snapshot, and that no rule or check of the target changes rows");
    }

    private void Tell(string what, Plan plan) => log.Info(what,
        new EventField("table", plan.Target.Name.ToString()),
        new EventField("rows", plan.Snapshot.Manifest.Rows),
        new EventField("bytes", plan.Snapshot.Manifest.Bytes),
        new EventField("snapshot_time", plan.Snapshot.Manifest.Identity.SnapshotTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        new EventField("location", plan.Snapshot.Location.AbsoluteUri));
}
