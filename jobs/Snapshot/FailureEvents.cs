using Platform.Registry.Failures;
using Platform.Telemetry.Events;

namespace Platform.Snapshot;

/// <summary>The last event of a run that failed, and the exit code that goes with it.</summary>
internal static class FailureEvents
{
    public static ExitCode Tell(EventLog log, Exception failure, CancellationToken stop) => FailedEvent.Tell(log, Known(failure, stop));

    /// <summary>
    /// Any failure as one that knows its exit code. An exception nobody foresaw is told by its type alone: its message may hold a value.
    /// </summary>
    public static PlatformException Known(Exception failure, CancellationToken stop) => failure switch
    {
        PlatformException known => known,
        OperationCanceledException when stop.IsCancellationRequested => new PlatformException(
            Stage.Read, ExitCode.TryAgain, "the run was stopped by a signal; nothing was published", "run it again: the next attempt starts afresh", failure)
        { Kind = "stopped" },
        OperationCanceledException or TimeoutException => new PlatformException(
            Stage.Read, ExitCode.TryAgain, "the run lost its lease or ran out of time; nothing was published", "run it again", failure)
        { Kind = "cancelled" },
        OutOfMemoryException => new PlatformException(
            Stage.Read, ExitCode.Configuration, "the process ran out of memory", "raise resources.memory, or lower row_group.bytes, max_value_bytes or parallel in the entry", failure)
        { Kind = "out-of-memory" },
        _ => Defect.Of(Stage.Read, failure),
    };
}
