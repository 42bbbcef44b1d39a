using Platform.Registry.Failures;
using Platform.Telemetry.Events;

namespace Platform.Operator.Jobs;

/// <summary>How a job ended. The last event of each name is kept: the facts of the summary are in them.</summary>
internal sealed record JobOutcome(Job Job, int ExitCode, IReadOnlyDictionary<string, JobEvent> Events, IReadOnlyList<string> Notices, PlatformException? Failure, TimeSpan Took)
{
    /// <summary>What it printed on stdout.</summary>
    public string Output { get; init; } = "";

    public bool IsSkipped => Failure is null && Events.ContainsKey(EventNames.Skipped);

    /// <summary>A fact of the event of this name; null where the job did not say it.</summary>
    public string? Text(string fact, string said) => Events.GetValueOrDefault(said)?.Text(fact);
}
