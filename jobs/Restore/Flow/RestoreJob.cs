using Platform.Registry.Faults;
using Platform.Restore.Invocation;
using Platform.Restore.Reading;
using Platform.Telemetry.Events;

namespace Platform.Restore.Flow;

/// <summary>One execution: opens the snapshots that the command line names, and restores or verifies them.</summary>
internal static class RestoreJob
{
    public static async Task RunAsync(RestoreArguments arguments, RestoreSettings settings, EventLog log, TimeProvider clock, CancellationToken cancellation)
    {
        if (settings.Faults is not null) log.Warning("faults", new EventField("message", $"{FaultPlan.Variable} is set: this run is a test"));
        IFaultPoints faults = settings.Faults is { } plan ? new InjectedFaults(plan, clock) : NoFaults.Instance;
        var phases = new Phases(clock);
        var snapshots = new List<StoredSnapshot>();
        try
        {
            foreach (var table in arguments.Tables) snapshots.Add(await StoredSnapshot.OpenAsync(table, settings.Seed, clock, cancellation).ConfigureAwait(false));
            using var progress = new RowProgress(log, snapshots.Sum(s => s.Manifest.Bytes), settings.ProgressEvery, clock);
            var context = new RestoreContext(arguments, settings, log, progress, phases, faults, clock);
            if (arguments.Verify) await new VerifyFlow(context).RunAsync(snapshots, cancellation).ConfigureAwait(false);
            else if (arguments.Mode is RestoreMode.Create or RestoreMode.Replace) await new CreateFlow(context).RunAsync(snapshots, cancellation).ConfigureAwait(false);
            else await new RestoreFlow(context).RunAsync(snapshots, cancellation).ConfigureAwait(false);
            log.Info(EventNames.Done,
            [
                new EventField("tables", snapshots.Count), new EventField("rows", snapshots.Sum(s => s.Manifest.Rows)), new EventField("bytes", snapshots.Sum(s => s.Manifest.Bytes)), .. phases.Facts,
            ]);
        }
        finally
        {
            foreach (var snapshot in snapshots) await snapshot.DisposeAsync().ConfigureAwait(false);
        }
    }
}
