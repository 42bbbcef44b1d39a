using Platform.Operator.Jobs;

namespace Platform.Operator.Progress;

/// <summary>For a pipe: says nothing until there is a result.</summary>
internal sealed class SilentProgress : IJobProgress
{
    public void Started(Job job)
    {
    }

    public void Said(Job job, JobEvent said)
    {
    }

    public void Ended(JobOutcome outcome)
    {
    }
}
