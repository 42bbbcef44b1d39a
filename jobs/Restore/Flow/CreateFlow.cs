using System.Collections.Concurrent;
using Platform.Lake.Manifest;
using Platform.Registry.Faults;
using Platform.Restore.Invocation;
using Platform.Restore.Planning;
using Platform.Restore.Reading;
using Platform.Sources.Postgres.Recreating;
using Platform.Sources.Postgres.Targets;
using Platform.Telemetry.Events;

namespace Platform.Restore.Flow;

/// <summary>
/// New tables from the snapshots' own definitions: rehearse, make them where nobody looks, load them by several sessions, make keys and indexes, prove, and
/// make them live in one short transaction, in the place of others where those are replaced. Whatever ends it before leaves the target's tables as they were.
/// </summary>
internal sealed class CreateFlow(RestoreContext context)
{
    public async Task RunAsync(IReadOnlyList<StoredSnapshot> snapshots, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        var wanted = snapshots.Zip(arguments.Names(snapshots), (s, n) => new TableToMake(DefinitionOf(s), n)).ToList();
        await using var target = await TargetSession.OpenAsync(context.Settings.Target!, cancellation).ConfigureAwait(false);
        var options = new RecreationOptions(arguments.Partial, arguments.WithPartitions, arguments.Mode == RestoreMode.Replace, arguments.IsDrill);
        await using var recreation = await Recreation.PlanAsync(target, wanted, options, context.Clock, cancellation).ConfigureAwait(false);
        foreach (var part in recreation.LeftOut) context.Log.Warning(EventNames.LeftOut, new EventField("what", part));
        await context.Faults.ReachedAsync(FlowStep.RestorePlanned, cancellation).ConfigureAwait(false);

        await recreation.MakeAsync(cancellation).ConfigureAwait(false);
        var tables = await HoldAgainstAsync(target, snapshots, recreation, cancellation).ConfigureAwait(false);
        context.Log.Info("planned", new EventField("tables", tables.Count), new EventField("staged", tables.Count(p => p.Target.IsStaged)));
        context.Phases.End("plan");
        await context.Faults.ReachedAsync(FlowStep.TablesMade, cancellation).ConfigureAwait(false);
        await LoadAsync(target, tables, cancellation).ConfigureAwait(false);
        context.Phases.End("load");
        for (var i = 0; i < tables.Count; i++)
        {
            tables[i].Tell(context.Log, "loaded", wanted[i].Into.ToString());
            await recreation.CompleteAsync(i, cancellation).ConfigureAwait(false);
            context.Phases.End("index");
            await context.Faults.ReachedAsync(FlowStep.TableIndexed, cancellation).ConfigureAwait(false);
            await tables[i].ProveAsync(target, null, context.Settings, cancellation).ConfigureAwait(false);
            tables[i].Tell(context.Log, EventNames.Proved, wanted[i].Into.ToString());
            context.Phases.End("proof");
            await context.Faults.ReachedAsync(FlowStep.TableProved, cancellation).ConfigureAwait(false);
        }

        await recreation.ConnectAsync(cancellation).ConfigureAwait(false);
        context.Phases.End("index");
        await context.Faults.ReachedAsync(FlowStep.TablesConnected, cancellation).ConfigureAwait(false);
        if (arguments.IsDrill) return;
        await new LockRetry(context.Settings.LockWait, context.Clock).RunAsync(
            timeout => recreation.PublishAsync(timeout, () => context.Faults.ReachedAsync(FlowStep.GoingLive, cancellation), cancellation), cancellation).ConfigureAwait(false);
        await context.Faults.ReachedAsync(FlowStep.Live, CancellationToken.None).ConfigureAwait(false);
        context.Phases.End("live");
        foreach (var (table, made) in tables.Zip(wanted)) table.Tell(context.Log, "restored", made.Into.ToString());
    }

    private Sources.Postgres.Ddl.TableDdl DefinitionOf(StoredSnapshot snapshot)
    {
        SnapshotFit.CheckExact(snapshot, context.Arguments);
        return snapshot.Ddl ?? throw SnapshotFailures.Of("definition-missing", snapshot.Manifest, $"the manifest records no definition of {snapshot.Table}", "make the table, and restore into it with --mode truncate");
    }

    private async Task<IReadOnlyList<TableRestore>> HoldAgainstAsync(
        TargetSession target, IReadOnlyList<StoredSnapshot> snapshots, Recreation recreation, CancellationToken cancellation)
    {
        var tables = new List<TableRestore>();
        foreach (var (snapshot, name) in snapshots.Zip(recreation.Working))
            tables.Add(new TableRestore(snapshot, SnapshotFit.Check(snapshot, await target.ReadTableAsync(name, cancellation).ConfigureAwait(false), context.Arguments, recreation.SourceName)));
        return tables;
    }

    /// <summary>Parts in turn to whichever session is free; each is committed on its own, into tables that nobody else sees.</summary>
    private async Task LoadAsync(TargetSession target, IReadOnlyList<TableRestore> tables, CancellationToken cancellation)
    {
        var waiting = new ConcurrentQueue<(TableRestore Table, ManifestFile File)>(tables.SelectMany(t => t.Snapshot.Manifest.Files.Select(f => (t, f))).OrderByDescending(p => p.f.Bytes));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sessions = Math.Clamp(waiting.Count, 1, context.Arguments.Parallel);
        var work = Enumerable.Range(0, sessions).Select(_ => Task.Run(() => DrainAsync(target, waiting, stop), CancellationToken.None)).ToList();
        await Task.WhenAll(work).ConfigureAwait(false);
    }

    private async Task DrainAsync(TargetSession target, ConcurrentQueue<(TableRestore Table, ManifestFile File)> waiting, CancellationTokenSource stop)
    {
        try
        {
            await using var session = await target.OpenLoaderAsync(stop.Token).ConfigureAwait(false);
            while (waiting.TryDequeue(out var part))
            {
                await session.BeginAsync(oneSnapshot: false, stop.Token).ConfigureAwait(false);
                await part.Table.LoadAsync(session, [part.File], context, stop.Token).ConfigureAwait(false);
                await session.CommitAsync(stop.Token).ConfigureAwait(false);
                await context.Faults.ReachedAsync(FlowStep.RowsLoaded, stop.Token).ConfigureAwait(false);
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
