using Platform.Infra.Compute;
using Platform.Infra.Naming;
using Platform.Infra.Policies;
using Platform.Infra.Scheduling;
using Platform.Infra.Tables;

namespace Platform.Infra.Alerts;

/// <summary>The small job that reads the ledger every quarter of an hour and says how far each table is behind.</summary>
public sealed class WatchJob : ComponentResource
{
    public WatchJob(string name, StackHosts hosts, ComponentResourceOptions options) : base("platform:alerts:WatchJob", name, options)
    {
        var settings = hosts.Settings;
        var called = CloudName.Of(settings.Stack, "watch");
        var tags = CloudTags.OfStack(settings);
        var child = new CustomResourceOptions { Parent = this };
        var role = new Aws.Iam.Role(name, new Aws.Iam.RoleArgs
        {
            Name = called,
            Description = "Reads the ledger and reports how far tables are behind",
            AssumeRolePolicy = Trust.Of("ecs-tasks.amazonaws.com", settings.Account),
            Tags = tags,
        }, child);
        // Metrics have no ARN: their namespace is what can be named.
        _ = new Aws.Iam.RolePolicy(name, new Aws.Iam.RolePolicyArgs
        {
            Name = "report",
            Role = role.Name,
            Policy = new PolicyDocument(new Statement("Metrics", ["cloudwatch:PutMetricData"], ["*"])
            {
                Condition = Conditions.When(("StringEquals", "cloudwatch:namespace", [TableAlarms.Namespace])),
            }).ToJson(),
        }, child);
        var definition = new Aws.Batch.JobDefinition(name, new Aws.Batch.JobDefinitionArgs
        {
            Name = called,
            Type = "container",
            PlatformCapabilities = { "FARGATE" },
            ContainerProperties = Output.All(hosts.Jobs.Image, role.Arn, hosts.Jobs.ExecutionRole, hosts.Jobs.LogGroup, hosts.LedgerUrl).Apply(known => new ContainerProperties
            {
                Image = known[0],
                Command = ["watch", "--at", "Ref::at"],
                JobRoleArn = known[1],
                ExecutionRoleArn = known[2],
                Environment = [new NameValue("PLATFORM_STACK", settings.Stack)],
                Secrets = [new Secret("PLATFORM_LEDGER_URL", known[4])],
                ResourceRequirements = [new Requirement("VCPU", "0.25"), new Requirement("MEMORY", "512")],
                LogConfiguration = new LogConfiguration("awslogs", new SortedDictionary<string, string>(StringComparer.Ordinal)
                {
                    ["awslogs-group"] = known[3],
                    ["awslogs-region"] = settings.Region,
                    ["awslogs-stream-prefix"] = called,
                }),
            }.ToJson()),
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["subject"] = "watch", ["rerun"] = $"./platform status --stack {settings.Stack}" },
            PropagateTags = true,
            RetryStrategy = JobRetry.Strategy(),
            Timeout = new Aws.Batch.Inputs.JobDefinitionTimeoutArgs { AttemptDurationSeconds = TableAlarms.Period },
            Tags = tags,
        }, child);
        _ = new JobSchedule(name, new JobScheduleArgs(settings, called, "Reports how far tables are behind", new ScheduleExpression("cron(7/15 * * * ? *)", "UTC"), hosts.Compute[hosts.Inputs.Sources[0].Source.Name].Urgent, hosts.Schedules)
        {
            Enabled = settings.Image is not null,
            MaxAge = TimeSpan.FromSeconds(TableAlarms.Period),
            Definition = definition,
        }, new ComponentResourceOptions { Parent = this });
        RegisterOutputs();
    }
}
