using Platform.Operator.Answers;
using Platform.Operator.Jobs;
using Platform.Telemetry.Events;

namespace Platform.Operator.Progress;

/// <summary>For a pipe: says nothing until there is a result, but that a job waits to try again.</summary>
/// <param name="say">Takes a line.</param>
internal sealed class SilentProgress(Action<string> say) : IJobProgress
{
    public void Started(Job job)
    {
    }

    public void Said(Job job, JobEvent said)
    {
        if (said.Name != EventNames.Retrying) return;
        var pause = Quantity.Duration(TimeSpan.FromSeconds(said.Number("in_seconds") ?? 0));
        say(Printable.Text($"{job.Name}: attempt {said.Integer("attempt_number")} failed, and it is tried again in {pause}: {said.Text("message")}"));
    }

    public void Ended(JobOutcome outcome)
    {
    }
}
