using Platform.Registry.Failures;
using Platform.Telemetry.Events;

namespace Platform.Operator.Jobs;

/// <summary>What a job's end means, wherever it ran: its own last word where it said one.</summary>
internal static class JobFailure
{
    /// <summary>Words that are not events are kept for a job that dies without saying why; so many lines of them.</summary>
    public const int KeptLines = 10;

    /// <summary>Null where the job succeeded.</summary>
    public static PlatformException? Of(string name, int exitCode, IReadOnlyDictionary<string, JobEvent> events, IReadOnlyCollection<string> words)
    {
        if (exitCode == 0) return null;
        if (events.GetValueOrDefault(EventNames.Failed) is { } failed)
        {
            return new PlatformException(Stage.Record, (ExitCode)exitCode, failed.Text("message") ?? "no message", failed.Text("hint")) { Kind = failed.Text("kind") ?? "error" };
        }

        // SIGKILL shows as 137: out of memory more often than by hand.
        var known = Enum.IsDefined((ExitCode)exitCode);
        var said = words.Count == 0 ? "" : $"; its last words:\n{string.Join('\n', words)}";
        return new PlatformException(
            Stage.Record, known ? (ExitCode)exitCode : ExitCode.TryAgain, $"the job of {name} ended with {exitCode} without saying why{said}",
            exitCode == 137 ? "137 is SIGKILL: out of memory, or killed by hand." : null)
        { Kind = "job-died" };
    }
}
