using Platform.Registry.Failures;
using Platform.Telemetry.Events;

namespace Platform.Restore;

/// <summary>The last event of a run that failed, and the exit code that goes with it.</summary>
internal static class FailureEvents
{
    public static ExitCode Tell(EventLog log, Exception failure, CancellationToken stop)
    {
        var known = Known(failure, stop);
        return FailedEvent.Tell(log, known, new EventField("table", known.Table));
    }

    /// <summary>Any failure as one that knows its exit code. An exception nobody foresaw is told by its type alone: its message may hold a value.</summary>
    private static PlatformException Known(Exception failure, CancellationToken stop) => failure switch
    {
        PlatformException known => known,
        OperationCanceledException when stop.IsCancellationRequested => new PlatformException(
            Stage.Restore, ExitCode.TryAgain, "the job was stopped by a signal; nothing was changed", "run it again", failure)
        { Kind = "stopped" },
        OutOfMemoryException => new PlatformException(
            Stage.Restore, ExitCode.Configuration, "the process ran out of memory; nothing was changed", "give it three times the largest row, and half a gigabyte beside the --memory of a comparison", failure)
        { Kind = "out-of-memory" },
        _ => Defect.Of(Stage.Restore, failure),
    };
}
