using Platform.Operator.CommandLine;
using Platform.Operator.Jobs;

namespace Platform.Operator.Batch;

/// <summary>Follows Batch jobs to their ends. Interrupted, it lets them go on: they are Batch's.</summary>
internal sealed class BatchFollower(BatchService batch, Invocation invocation)
{
    /// <summary>Jobs take half a minute to start; who waits at a desk looks often at first.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>CloudWatch shows a line some seconds after it was written; a job that died without a word has none to wait for.</summary>
    private static readonly TimeSpan LogDelay = TimeSpan.FromSeconds(10);

    /// <summary>Outcomes by job id; a job that still runs when the command is interrupted has none.</summary>
    public async Task<IReadOnlyDictionary<string, JobOutcome>> FollowAsync(IReadOnlyList<FollowedJob> jobs)
    {
        var outcomes = new Dictionary<string, JobOutcome>(StringComparer.Ordinal);
        var ended = new Dictionary<string, long>(StringComparer.Ordinal);
        var started = invocation.Clock.GetTimestamp();
        var asked = invocation.Interrupt.Asked;
        try
        {
            for (var pause = FirstPause; outcomes.Count < jobs.Count; pause = Longer(pause))
            {
                var open = jobs.Where(job => !outcomes.ContainsKey(job.Id)).ToList();
                var details = await batch.DescribeAsync(open.Select(job => job.Id), asked);
                foreach (var job in open)
                {
                    // A job that was just submitted may not be known everywhere yet.
                    if (!details.TryGetValue(job.Id, out var detail)) continue;
                    await job.LookAsync(detail, asked);
                    if (!job.HasEnded) continue;
                    ended.TryAdd(job.Id, invocation.Clock.GetTimestamp());
                    if (job.HasSpoken || invocation.Clock.GetElapsedTime(ended[job.Id]) >= LogDelay) outcomes[job.Id] = job.Outcome(invocation.Clock.GetElapsedTime(started));
                }

                if (outcomes.Count < jobs.Count) await Task.Delay(pause, invocation.Clock, asked);
            }
        }
        catch (OperationCanceledException) when (asked.IsCancellationRequested)
        {
            invocation.Say("Interrupted: the jobs go on in Batch. ./platform logs TABLE --at TIME --follow watches one, ./platform cancel TABLE --at TIME ends one.");
        }

        return outcomes;
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
}
