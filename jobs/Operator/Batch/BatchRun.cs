using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Jobs;
using Platform.Registry.Loading;

namespace Platform.Operator.Batch;

/// <summary>Runs the jobs of a command in AWS Batch: submits what is deployed, and follows it.</summary>
internal sealed class BatchRun(Invocation invocation, Stack stack, RegistryContents registry)
{
    /// <summary>The outcome of each job that ended, in the order given.</summary>
    public async Task<IReadOnlyList<(SnapshotTargets Targets, JobOutcome Outcome)>> RunAsync(IReadOnlyList<SnapshotTargets> jobs, SnapshotWish wish, CancellationToken cancellationToken)
    {
        using var client = stack.OpenAws();
        var batch = new BatchService(client);
        var followed = new List<(SnapshotTargets Targets, FollowedJob Job)>();
        foreach (var targets in jobs)
        {
            var deployed = DeployedJob.Of(stack.Name, registry, targets.Targets[0].Entry);
            var id = await batch.SubmitAsync(deployed, targets.Time, wish, cancellationToken);
            invocation.Say($"{deployed.Name} {targets.Time}: Batch job {deployed.JobName(targets.Time)} ({id})");
            followed.Add((targets, new FollowedJob(batch, deployed, id, invocation.Say)));
        }

        var outcomes = await new BatchFollower(batch, invocation).FollowAsync([.. followed.Select(pair => pair.Job)]);
        return [.. followed.Where(pair => outcomes.ContainsKey(pair.Job.Id)).Select(pair => (pair.Targets, outcomes[pair.Job.Id]))];
    }
}
