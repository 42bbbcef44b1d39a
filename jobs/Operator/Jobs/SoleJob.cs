using Platform.Operator.CommandLine;
using Platform.Operator.Progress;
using Platform.Registry.Deployment;
using Platform.Registry.Failures;

namespace Platform.Operator.Jobs;

/// <summary>Runs one job to its end, with its progress where a person watches.</summary>
internal static class SoleJob
{
    /// <summary>What a job of the desk says, and how often.</summary>
    public static Dictionary<string, string> Environment => new(StringComparer.Ordinal) { [JobVariables.Log] = "json", [JobVariables.Progress] = "1s" };

    /// <exception cref="PlatformException">The job's own failure.</exception>
    public static async Task<JobOutcome> RunAsync(Invocation invocation, Job job)
    {
        var pool = new JobPool(invocation.Interrupt, invocation.Clock, invocation.Say);
        var outcomes = await LiveProgress.ShowAsync(invocation, progress => pool.RunAsync([job], progress));
        invocation.Interrupt.Asked.ThrowIfCancellationRequested();
        return outcomes[0].Failure is { } failure ? throw failure : outcomes[0];
    }
}
