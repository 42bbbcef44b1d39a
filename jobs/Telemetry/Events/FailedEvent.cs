using System.Globalization;
using Platform.Registry.Failures;

namespace Platform.Telemetry.Events;

/// <summary>The last event of a job that failed: what the operator's desk and the log's readers look for.</summary>
public static class FailedEvent
{
    /// <summary>
    /// Tells the failure, and gives back the exit code to end with. <paramref name="about"/> are facts that only one job has, such as a table that is
    /// no standing fact of its log.
    /// </summary>
    public static ExitCode Tell(EventLog log, PlatformException failure, params ReadOnlySpan<EventField> about)
    {
        log.Error(EventNames.Failed,
        [
            new EventField("kind", failure.Kind),
            new EventField("stage", failure.Stage.ToString().ToLowerInvariant()),
            .. about,
            new EventField("column", failure.Column),
            new EventField("row", failure.RowNumber?.ToString(CultureInfo.InvariantCulture)),
            new EventField("message", failure.Located()),
            new EventField("hint", failure.Hint),
            new EventField("exit", (int)failure.ExitCode),
        ]);
        return failure.ExitCode;
    }
}
