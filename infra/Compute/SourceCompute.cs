using Platform.Infra.Naming;
using Platform.Infra.Settings;
using Platform.Registry.Entries;
using Batch = Pulumi.Aws.Batch;

namespace Platform.Infra.Compute;

/// <summary>Where the jobs of one source run: in its network, on Fargate; urgent jobs on demand, the others on spot first.</summary>
public sealed class SourceCompute : ComponentResource
{
    /// <summary>A job that cannot start, because no task is to be had or its definition does not fit, ends after this and is seen, not silently late.</summary>
    private const int StuckSeconds = 3_600;

    public SourceCompute(string name, CloudSettings settings, SourceSettings source, ComponentResourceOptions options) : base("platform:compute:SourceCompute", name, options)
    {
        var network = source.Network!;
        Group = new JobSecurityGroup(name, settings, source, network, new ComponentResourceOptions { Parent = this });
        var onDemand = Environment("on-demand", "FARGATE");
        var spot = Environment("spot", "FARGATE_SPOT");
        Urgent = Queue(CloudName.UrgentQueue(settings.Stack, source.Name), "urgent", 100, onDemand);
        Relaxed = Queue(CloudName.RelaxedQueue(settings.Stack, source.Name), "relaxed", 10, spot, onDemand);
        RegisterOutputs();

        Batch.ComputeEnvironment Environment(string what, string type) => new($"{name}-{what}", new Batch.ComputeEnvironmentArgs
        {
            Name = CloudName.Of(settings.Stack, $"{source.Name}-{what}"),
            Type = "MANAGED",
            State = "ENABLED",
            ComputeResources = new Batch.Inputs.ComputeEnvironmentComputeResourcesArgs
            {
                Type = type,
                MaxVcpus = settings.MaxVcpus,
                Subnets = network.Subnets.ToArray(),
                SecurityGroupIds = { Group.Id },
            },
            Tags = CloudTags.OfSource(settings, source),
        }, new CustomResourceOptions { Parent = this });

        Output<string> Queue(string queue, string what, int priority, params Batch.ComputeEnvironment[] environments) => new Batch.JobQueue($"{name}-{what}", new Batch.JobQueueArgs
        {
            Name = queue,
            State = "ENABLED",
            Priority = priority,
            ComputeEnvironmentOrders = environments.Select((environment, order) => new Batch.Inputs.JobQueueComputeEnvironmentOrderArgs { ComputeEnvironment = environment.Arn, Order = order + 1 }).ToArray(),
            JobStateTimeLimitActions =
            {
                Stuck("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE"),
                Stuck("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT"),
                Stuck("CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY"),
            },
            Tags = CloudTags.OfSource(settings, source),
        }, new CustomResourceOptions { Parent = this }).Arn;
    }

    public JobSecurityGroup Group { get; }

    /// <summary>For schedules of an hour: on demand, since an interruption costs much of the time there is.</summary>
    public Output<string> Urgent { get; }

    /// <summary>For slower schedules: spot first, which costs about a third.</summary>
    public Output<string> Relaxed { get; }

    /// <summary>The queue of a schedule.</summary>
    public Output<string> QueueOf(TimeSpan period) => period <= TimeSpan.FromHours(1) ? Urgent : Relaxed;

    public static IEnumerable<string> QueueArns(CloudSettings settings, SourceSettings source) => new[] { CloudName.UrgentQueue(settings.Stack, source.Name), CloudName.RelaxedQueue(settings.Stack, source.Name) }
        .Select(queue => $"arn:aws:batch:{settings.Region}:{settings.Account}:job-queue/{queue}");

    private static Batch.Inputs.JobQueueJobStateTimeLimitActionArgs Stuck(string reason) =>
        new() { Action = "CANCEL", State = "RUNNABLE", MaxTimeSeconds = StuckSeconds, Reason = reason };
}
