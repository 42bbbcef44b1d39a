using Platform.Operator.Jobs;

namespace Platform.Operator.Progress;

/// <summary>Watches jobs run. Called from several threads at once, for one job from one thread at a time.</summary>
internal interface IJobProgress
{
    void Started(Job job);

    void Said(Job job, JobEvent said);

    void Ended(JobOutcome outcome);
}
