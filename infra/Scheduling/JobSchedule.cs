using Platform.Infra.Settings;
using Pulumi.Aws.Scheduler.Inputs;

namespace Platform.Infra.Scheduling;

/// <summary>When one job runs. Its name is the schedule's, the job definition's and the job's.</summary>
public sealed record JobScheduleArgs(CloudSettings Settings, string Name, string Description, ScheduleExpression When, Output<string> Queue, ScheduleHost Host)
{
    public bool Enabled { get; init; }

    /// <summary>Jobs start within this after their time; zero starts them on it.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>A delivery that failed for longer is of no use any more.</summary>
    public TimeSpan MaxAge { get; init; }

    /// <summary>The definition that the schedule names; it exists before the schedule does.</summary>
    public required Resource Definition { get; init; }
}

/// <summary>One EventBridge schedule that submits one Batch job, with the time for which it fired.</summary>
public sealed class JobSchedule : ComponentResource
{
    /// <summary>Scheduler's bounds of an event's age.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public JobSchedule(string name, JobScheduleArgs args, ComponentResourceOptions options) : base("platform:scheduling:JobSchedule", name, options)
    {
        var age = args.MaxAge < Shortest ? Shortest : args.MaxAge > Longest ? Longest : args.MaxAge;
        _ = new Aws.Scheduler.Schedule(name, new Aws.Scheduler.ScheduleArgs
        {
            Name = args.Name,
            GroupName = args.Host.Group,
            Description = args.Description,
            State = args.Enabled ? "ENABLED" : "DISABLED",
            ScheduleExpression = args.When.Expression,
            ScheduleExpressionTimezone = args.When.TimeZone,
            FlexibleTimeWindow = args.Window > TimeSpan.Zero
                ? new ScheduleFlexibleTimeWindowArgs { Mode = "FLEXIBLE", MaximumWindowInMinutes = (int)args.Window.TotalMinutes }
                : new ScheduleFlexibleTimeWindowArgs { Mode = "OFF" },
            Target = new ScheduleTargetArgs
            {
                Arn = SubmitJob.Target,
                RoleArn = args.Host.Role,
                Input = args.Queue.Apply(queue => new SubmitJob(args.Name, queue, args.Name, new SortedDictionary<string, string>(StringComparer.Ordinal) { ["at"] = SubmitJob.ScheduledTime }).ToJson()),
                DeadLetterConfig = new ScheduleTargetDeadLetterConfigArgs { Arn = args.Host.DeadLetters },
                RetryPolicy = new ScheduleTargetRetryPolicyArgs { MaximumEventAgeInSeconds = (int)age.TotalSeconds, MaximumRetryAttempts = 20 },
            },
        }, new CustomResourceOptions { Parent = this, DependsOn = { args.Definition } });
        RegisterOutputs();
    }
}
