using Platform.Infra.Compute;
using Platform.Infra.Naming;
using Platform.Infra.Policies;
using Platform.Infra.Scheduling;
using Platform.Infra.Settings;
using Platform.Infra.Storage;
using Platform.Registry.Entries;
using Platform.Registry.Schedules;
using Output = Pulumi.Output;

namespace Platform.Infra.Tables;

/// <summary>
/// One job: what it is called, how people name it (<c>shop/public.orders</c>), the group that it snapshots (null: one table) and
/// its tables; those of a group share one database snapshot.
/// </summary>
public sealed record SnapshotJobArgs(StackHosts Hosts, string Name, string Subject, string? Group, IReadOnlyList<Entry> Entries, Schedule Schedule)
{
    /// <summary>How the job is told what to snapshot.</summary>
    public string[] Selection => Group is null ? ["--table", Entries[0].Table.ToString()] : ["--group", Group];

    /// <summary>The variables that name its entries.</summary>
    public required IReadOnlyList<NameValue> Environment { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    /// <summary>What must exist before the job first runs.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}

/// <summary>A role, a job definition and a schedule: what it takes to run one snapshot job.</summary>
public sealed class SnapshotJob : ComponentResource
{
    public SnapshotJob(string name, SnapshotJobArgs args, ComponentResourceOptions options) : base("platform:tables:SnapshotJob", name, options)
    {
        var hosts = args.Hosts;
        var settings = hosts.Settings;
        var role = new Aws.Iam.Role(name, new Aws.Iam.RoleArgs
        {
            Name = args.Name,
            Description = $"Snapshots {Latin(args.Subject)}",
            AssumeRolePolicy = Trust.Of("ecs-tasks.amazonaws.com", settings.Account),
            Tags = args.Tags,
        }, new CustomResourceOptions { Parent = this });
        var policy = new Aws.Iam.RolePolicy(name, new Aws.Iam.RolePolicyArgs
        {
            Name = "snapshot",
            Role = role.Name,
            Policy = Output.All(hosts.LedgerSecret, hosts.Key).Apply(arns => JobPolicy.Of(settings, args.Entries, args.Group, arns[0], arns[1]).ToJson()),
        }, new CustomResourceOptions { Parent = this });
        var size = Largest(args.Entries);
        var definition = new Aws.Batch.JobDefinition(name, new Aws.Batch.JobDefinitionArgs
        {
            Name = args.Name,
            Type = "container",
            PlatformCapabilities = { "FARGATE" },
            ContainerProperties = Output.All(hosts.Jobs.Image, role.Arn, hosts.Jobs.ExecutionRole, hosts.Jobs.LogGroup, hosts.LedgerUrl)
                .Apply(known => Container(args, size, known[0], known[1], known[2], known[3], known[4]).ToJson()),
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                // A failed job's event carries its parameters: these make its notice, each followed by the time.
                ["notice"] = $"{args.Subject} has no snapshot for",
                ["rerun"] = $"./platform snapshot --stack {settings.Stack} {string.Join(' ', args.Entries.Select(entry => $"--table {ShellWord.Of(entry.FullName)}"))} --at",
            },
            PropagateTags = true,
            // A run in flight keeps its revision; the schedule takes the newest.
            DeregisterOnNewRevision = false,
            RetryStrategy = JobRetry.Strategy(),
            Timeout = new Aws.Batch.Inputs.JobDefinitionTimeoutArgs { AttemptDurationSeconds = (int)size.Timeout.TotalSeconds },
            Tags = args.Tags,
        }, new CustomResourceOptions { Parent = this, DependsOn = args.After.Append(policy).ToArray() });
        ScheduleExpression.TryFrom(args.Schedule, out var when, out _);
        _ = new JobSchedule(name, new JobScheduleArgs(settings, args.Name, $"Snapshots {args.Subject}", when, hosts.Compute[args.Entries[0].Source].QueueOf(args.Schedule.Period), hosts.Schedules)
        {
            Enabled = settings.Image is not null && args.Entries.Any(entry => entry.State == EntryState.Active),
            Window = Window(settings, args.Entries),
            MaxAge = args.Entries.Min(entry => entry.MaxLateness),
            Definition = definition,
        }, new ComponentResourceOptions { Parent = this });
        Role = role.Arn;
        RegisterOutputs();
    }

    public Output<string> Role { get; }

    /// <summary>A group's job is as large as the largest of its tables, and may take as long as the longest.</summary>
    public static Resources Largest(IReadOnlyList<Entry> entries) =>
        entries.Select(entry => entry.Resources).OrderByDescending(size => size.Vcpu).ThenByDescending(size => size.Memory).First() with { Timeout = entries.Max(entry => entry.Resources.Timeout) };

    /// <summary>A quarter of the lateness that the table bears, at most; a job that starts within it still has most of its time.</summary>
    private static TimeSpan Window(CloudSettings settings, IReadOnlyList<Entry> entries)
    {
        var minutes = Math.Min(settings.ScheduleWindow.TotalMinutes, entries.Min(entry => entry.MaxLateness).TotalMinutes / 4);
        return TimeSpan.FromMinutes(Math.Floor(minutes));
    }

    private static ContainerProperties Container(SnapshotJobArgs args, Resources size, string image, string role, string execution, string logGroup, string ledgerUrl)
    {
        var settings = args.Hosts.Settings;
        var shared = LifecycleRules.Shared(args.Hosts.Inputs);
        return new ContainerProperties
        {
            Image = image,
            Command = ["snapshot", .. args.Selection, "--at", "Ref::at"],
            JobRoleArn = role,
            ExecutionRoleArn = execution,
            Environment =
            [
                new NameValue(JobVariables.Stack, settings.Stack),
                new NameValue(JobVariables.Lake, settings.LakeUri),
                new NameValue(JobVariables.LakeOwner, settings.Account),
                .. args.Environment,
                .. shared ? [new NameValue(JobVariables.ObjectTags, $"{LifecyclePolicy.Tag}={LifecyclePolicy.Of(args.Entries[0]).TagValue}")] : Array.Empty<NameValue>(),
            ],
            Secrets =
            [
                new Secret(JobVariables.LedgerUrl, ledgerUrl),
                new Secret(JobVariables.SourceUrl, settings.Sources[args.Entries[0].Source].Secret.ValueFrom),
                new Secret(JobVariables.ProofSeed, settings.ProofSeedSecret),
                .. settings.MaskSecretOf(args.Entries) is { } mask ? [new Secret(JobVariables.MaskSecret, mask)] : Array.Empty<Secret>(),
            ],
            ResourceRequirements = [new Requirement("VCPU", FargateSize.Vcpu(size)), new Requirement("MEMORY", FargateSize.Memory(size))],
            LogConfiguration = new LogConfiguration("awslogs", new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["awslogs-group"] = logGroup,
                ["awslogs-region"] = settings.Region,
                ["awslogs-stream-prefix"] = args.Name,
            }),
        };
    }

    /// <summary>IAM descriptions take Latin-1 only.</summary>
    private static string Latin(string text) => new([.. text.Select(c => c is >= ' ' and <= '~' or >= '\u00a1' and <= '\u00ff' ? c : '?')]);
}
