using Platform.Operator.CommandLine;
using Platform.Operator.Progress;

namespace Platform.Operator.Jobs;

/// <summary>Runs several jobs, as many at once as the machine has cores; each job reads its table with streams of its own.</summary>
internal sealed class JobPool(Interrupt interrupt, TimeProvider clock, Action<string> say)
{
    /// <summary>Outcomes in the order of the jobs. After an interruption no further job is started, and none is in the outcomes.</summary>
    public async Task<IReadOnlyList<JobOutcome>> RunAsync(IReadOnlyList<Job> jobs, IJobProgress progress)
    {
        using var told = interrupt.Asked.Register(() => say("Interrupted: waiting for the running jobs to end. Interrupt again to kill them."));
        var outcomes = new JobOutcome?[jobs.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForAsync(0, jobs.Count, options, async (index, _) =>
        {
            if (interrupt.Asked.IsCancellationRequested) return;
            var job = jobs[index];
            progress.Started(job);
            var outcome = await new JobProcess(interrupt, clock).RunAsync(job, said => progress.Said(job, said));
            outcomes[index] = outcome;
            progress.Ended(outcome);
        });
        return [.. outcomes.OfType<JobOutcome>()];
    }
}
