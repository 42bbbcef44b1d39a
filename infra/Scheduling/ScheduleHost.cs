using Platform.Infra.Compute;
using Platform.Infra.Naming;
using Platform.Infra.Policies;
using Platform.Infra.Settings;

namespace Platform.Infra.Scheduling;

/// <summary>What all schedules share: their group, the role that submits jobs, and the queue of deliveries that failed.</summary>
public sealed class ScheduleHost : ComponentResource
{
    /// <summary>SQS keeps messages at most 14 days.</summary>
    private const int DeadLetterSeconds = 14 * 86_400;

    public ScheduleHost(string name, StackInputs inputs, ComponentResourceOptions options) : base("platform:scheduling:ScheduleHost", name, options)
    {
        var settings = inputs.Settings;
        var tags = CloudTags.OfStack(settings);
        var child = new CustomResourceOptions { Parent = this };
        var queue = new Aws.Sqs.Queue("dead-letters", new Aws.Sqs.QueueArgs
        {
            Name = CloudName.Of(settings.Stack, "dead-letters"),
            MessageRetentionSeconds = DeadLetterSeconds,
            SqsManagedSseEnabled = true,
            Tags = tags,
        }, child);
        DeadLetters = queue.Arn;
        _ = new Aws.Sqs.QueuePolicy("dead-letters", new Aws.Sqs.QueuePolicyArgs { QueueUrl = queue.Url, Policy = queue.Arn.Apply(arn => DeadLetterPolicy(settings, arn).ToJson()) }, child);
        var group = new Aws.Scheduler.ScheduleGroup(name, new Aws.Scheduler.ScheduleGroupArgs { Name = GroupName(settings), Tags = tags }, child);
        Group = group.Name;
        var role = new Aws.Iam.Role("scheduler", new Aws.Iam.RoleArgs
        {
            Name = CloudName.Of(settings.Stack, "scheduler"),
            Description = "EventBridge Scheduler submits snapshot jobs",
            AssumeRolePolicy = Trust.Of("scheduler.amazonaws.com", settings.Account, $"arn:aws:scheduler:{settings.Region}:{settings.Account}:schedule-group/{GroupName(settings)}"),
            Tags = tags,
        }, child);
        Role = role.Arn;
        _ = new Aws.Iam.RolePolicy("scheduler", new Aws.Iam.RolePolicyArgs
        {
            Name = "submit-jobs",
            Role = role.Name,
            Policy = queue.Arn.Apply(arn => SchedulerPolicy(inputs, arn).ToJson()),
        }, child);
        RegisterOutputs();
    }

    public Output<string> Group { get; }

    public Output<string> Role { get; }

    public Output<string> DeadLetters { get; }

    public static string GroupName(CloudSettings settings) => CloudName.Prefix(settings.Stack);

    /// <summary>What the role by which schedules submit jobs may do.</summary>
    public static PolicyDocument SchedulerPolicy(StackInputs inputs, string deadLetters) => new(
        new Statement("Submit", ["batch:SubmitJob"],
            [Arn.JobDefinitions(inputs.Settings), .. inputs.Sources.SelectMany(source => SourceCompute.QueueArns(inputs.Settings, source.Source))]),
        new Statement("DeadLetters", ["sqs:SendMessage"], [deadLetters]));

    /// <summary>Rules deliver as themselves; schedules as their role, which has its own permission.</summary>
    private static PolicyDocument DeadLetterPolicy(CloudSettings settings, string queue) => new(
        new Statement("Deliver", ["sqs:SendMessage"], [queue])
        {
            Principal = Conditions.Service("events.amazonaws.com"),
            Condition = Conditions.When(("ArnLike", "aws:SourceArn", [$"arn:aws:events:{settings.Region}:{settings.Account}:rule/{CloudName.Prefix(settings.Stack)}-*"])),
        },
        new Statement("TlsOnly", ["sqs:*"], [queue], Statement.Deny) { Principal = Conditions.Aws("*"), Condition = Conditions.When(("Bool", "aws:SecureTransport", ["false"])) });
}
