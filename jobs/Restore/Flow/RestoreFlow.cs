using Platform.Columns.Proof;
using Platform.Registry.Faults;
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
internal sealed class RestoreFlow(RestoreContext context)
{
    private bool IsAppend => context.Arguments.Mode == RestoreMode.Append;

    public async Task RunAsync(IReadOnlyList<StoredSnapshot> snapshots, CancellationToken cancellation)
    {
        await using var target = await TargetSession.OpenAsync(context.Settings.Target!, cancellation).ConfigureAwait(false);

        // Once without any lock, so that what cannot be restored disturbs nobody; and again under the lock.
        _ = await PlanAsync(target, snapshots, cancellation).ConfigureAwait(false);
        await context.Faults.ReachedAsync(FlowStep.RestorePlanned, cancellation).ConfigureAwait(false);
        await target.BeginAsync(oneSnapshot: IsAppend, cancellation).ConfigureAwait(false);
        var tables = await LockAsync(target, snapshots, cancellation).ConfigureAwait(false);
        context.Log.Info("planned", new EventField("tables", tables.Count), new EventField("staged", tables.Count(p => p.Target.IsStaged)));
        var before = await BeforeAsync(target, tables, cancellation).ConfigureAwait(false);
        context.Phases.End("plan");
        await context.Faults.ReachedAsync(FlowStep.TablesLocked, cancellation).ConfigureAwait(false);

        foreach (var table in tables)
        {
            await table.LoadAsync(target, table.Snapshot.Manifest.Files, context, cancellation).ConfigureAwait(false);
            table.Tell(context.Log, "loaded");
            await context.Faults.ReachedAsync(FlowStep.RowsLoaded, cancellation).ConfigureAwait(false);
        }

        await target.SettleAsync(tables[0].Target.Name, cancellation).ConfigureAwait(false);
        context.Phases.End("load");
        foreach (var (table, had) in tables.Zip(before))
        {
            await table.ProveAsync(target, had, context.Settings, cancellation).ConfigureAwait(false);
            table.Tell(context.Log, EventNames.Proved);
            await context.Faults.ReachedAsync(FlowStep.TableProved, cancellation).ConfigureAwait(false);
        }

        context.Phases.End("proof");
        foreach (var table in tables) await target.AdvanceSequencesAsync(table.Target.Name, table.Snapshot.Ddl?.Sequences ?? [], cancellation).ConfigureAwait(false);
        await context.Faults.ReachedAsync(FlowStep.GoingLive, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        await target.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        await context.Faults.ReachedAsync(FlowStep.Live, CancellationToken.None).ConfigureAwait(false);
        context.Phases.End("live");
        foreach (var table in tables) table.Tell(context.Log, "restored");
    }

    private async Task<IReadOnlyList<TableRestore>> PlanAsync(TargetSession target, IReadOnlyList<StoredSnapshot> snapshots, CancellationToken cancellation)
    {
        var tables = new List<TableRestore>();
        foreach (var (snapshot, name) in snapshots.Zip(context.Arguments.Names(snapshots)))
            tables.Add(new TableRestore(snapshot, SnapshotFit.Check(snapshot, await target.ReadTableAsync(name, cancellation).ConfigureAwait(false), context.Arguments)));
        var references = await target.ForeignKeysAsync(tables.Select(p => p.Target.Live.Oid), cancellation).ConfigureAwait(false);
        return LoadOrder.Of(tables, p => p.Target.Live.Oid, references);
    }

    private async Task<IReadOnlyList<TableRestore>> LockAsync(TargetSession target, IReadOnlyList<StoredSnapshot> snapshots, CancellationToken cancellation)
    {
        foreach (var name in context.Arguments.Names(snapshots)) await target.LockAsync(name, againstAll: !IsAppend, cancellation).ConfigureAwait(false);
        var tables = await PlanAsync(target, snapshots, cancellation).ConfigureAwait(false);
        foreach (var table in tables) await target.HoldTriggersAsync(table.Target, cancellation).ConfigureAwait(false);
        await target.DeferConstraintsAsync(cancellation).ConfigureAwait(false);
        if (!IsAppend) await target.TruncateAsync([.. tables.Select(p => p.Target.Name)], cancellation).ConfigureAwait(false);
        return tables;
    }

    private async Task<IReadOnlyList<TableProof?>> BeforeAsync(TargetSession target, IReadOnlyList<TableRestore> tables, CancellationToken cancellation)
    {
        var proofs = new List<TableProof?>();
        foreach (var table in tables) proofs.Add(IsAppend ? await target.ProveAsync(table.Target, context.Settings.Seed, cancellation).ConfigureAwait(false) : null);
        return proofs;
    }
}
