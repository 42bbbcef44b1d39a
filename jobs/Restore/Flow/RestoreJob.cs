using Platform.Restore.Invocation;
using Platform.Restore.Reading;
using Platform.Telemetry.Events;

namespace Platform.Restore.Flow;

/// <summary>One execution: opens the snapshots that the command line names, and restores or verifies them.</summary>
internal static class RestoreJob
{
    public static async Task RunAsync(RestoreArguments arguments, RestoreSettings settings, EventLog log, TimeProvider clock, CancellationToken cancellation)
    {
        var snapshots = new List<StoredSnapshot>();
        try
        {
            foreach (var table in arguments.Tables) snapshots.Add(await StoredSnapshot.OpenAsync(table, settings.Seed, clock, cancellation).ConfigureAwait(false));
            using var progress = new RowProgress(log, snapshots.Sum(s => s.Manifest.Bytes), settings.ProgressEvery, clock);
            if (arguments.Verify) await new VerifyFlow(arguments, settings, log, progress).RunAsync(snapshots, cancellation).ConfigureAwait(false);
            else if (arguments.Mode is RestoreMode.Create or RestoreMode.Replace) await new CreateFlow(arguments, settings, log, progress, clock).RunAsync(snapshots, cancellation).ConfigureAwait(false);
            else await new RestoreFlow(arguments, settings, log, progress).RunAsync(snapshots, cancellation).ConfigureAwait(false);
            log.Info("done", new EventField("tables", snapshots.Count), new EventField("rows", snapshots.Sum(s => s.Manifest.Rows)), new EventField("bytes", snapshots.Sum(s => s.Manifest.Bytes)));
        }
        finally
        {
            foreach (var snapshot in snapshots) await snapshot.DisposeAsync().ConfigureAwait(false);
        }
    }
}
