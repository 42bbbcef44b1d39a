using Platform.Columns.Proof;
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
        var tables = await LockAsync(target, snapshots, cancellation).ConfigureAwait(false);
        log.Info("planned", new EventField("tables", tables.Count), new EventField("staged", tables.Count(p => p.Target.IsStaged)));

        var before = await BeforeAsync(target, tables, cancellation).ConfigureAwait(false);
        foreach (var table in tables)
        {
            await table.LoadAsync(target, table.Snapshot.Manifest.Files, progress, cancellation).ConfigureAwait(false);
            table.Tell(log, "loaded");
        }

        await target.SettleAsync(tables[0].Target.Name, cancellation).ConfigureAwait(false);
        foreach (var (table, had) in tables.Zip(before))
        {
            await table.ProveAsync(target, had, settings, cancellation).ConfigureAwait(false);
            table.Tell(log, "proved");
        }

        foreach (var table in tables) await target.AdvanceSequencesAsync(table.Target.Name, table.Snapshot.Ddl?.Sequences ?? [], cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        await target.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        foreach (var table in tables) table.Tell(log, "restored");
    }

    private async Task<IReadOnlyList<TableRestore>> PlanAsync(TargetSession target, IReadOnlyList<StoredSnapshot> snapshots, CancellationToken cancellation)
    {
        var tables = new List<TableRestore>();
        foreach (var (snapshot, name) in snapshots.Zip(arguments.Names(snapshots)))
            tables.Add(new TableRestore(snapshot, SnapshotFit.Check(snapshot, await target.ReadTableAsync(name, cancellation).ConfigureAwait(false), arguments)));
        var references = await target.ForeignKeysAsync(tables.Select(p => p.Target.Live.Oid), cancellation).ConfigureAwait(false);
        return LoadOrder.Of(tables, p => p.Target.Live.Oid, references);
    }

    private async Task<IReadOnlyList<TableRestore>> LockAsync(TargetSession target, IReadOnlyList<StoredSnapshot> snapshots, CancellationToken cancellation)
    {
        foreach (var name in arguments.Names(snapshots)) await target.LockAsync(name, againstAll: !IsAppend, cancellation).ConfigureAwait(false);
        var tables = await PlanAsync(target, snapshots, cancellation).ConfigureAwait(false);
        foreach (var table in tables) await target.HoldTriggersAsync(table.Target, cancellation).ConfigureAwait(false);
        await target.DeferConstraintsAsync(cancellation).ConfigureAwait(false);
        if (!IsAppend) await target.TruncateAsync([.. tables.Select(p => p.Target.Name)], cancellation).ConfigureAwait(false);
        return tables;
    }

    private async Task<IReadOnlyList<TableProof?>> BeforeAsync(TargetSession target, IReadOnlyList<TableRestore> tables, CancellationToken cancellation)
    {
        var proofs = new List<TableProof?>();
        foreach (var table in tables) proofs.Add(IsAppend ? await target.ProveAsync(table.Target, null, settings.Seed, cancellation).ConfigureAwait(false) : null);
        return proofs;
    }
}
