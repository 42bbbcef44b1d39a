using Platform.Infra.Compute;
using Platform.Infra.Naming;
using Platform.Infra.Scheduling;
using Platform.Infra.Tables;

namespace Platform.Infra.Alerts;

/// <summary>
/// The small job that reads the ledger every quarter of an hour and says how far each table is behind. Its metrics are lines of its log, so that it
/// needs no permission and has no role.
/// </summary>
public sealed class WatchJob : ComponentResource
{
    public WatchJob(string name, StackHosts hosts, ComponentResourceOptions options) : base("platform:alerts:WatchJob", name, options)
    {
        var settings = hosts.Settings;
        var called = CloudName.Of(settings.Stack, "watch");
        var tags = CloudTags.OfStack(settings);
        var child = new CustomResourceOptions { Parent = this };
        var definition = new Aws.Batch.JobDefinition(name, new Aws.Batch.JobDefinitionArgs
        {
            Name = called,
            Type = "container",
            PlatformCapabilities = { "FARGATE" },
            ContainerProperties = Output.All(hosts.Jobs.Image, hosts.Jobs.ExecutionRole, hosts.Jobs.LogGroup, hosts.LedgerUrl).Apply(known => new ContainerProperties
            {
                Image = known[0],
                Command = ["watch", "--at", "Ref::at"],
                ExecutionRoleArn = known[1],
                Environment = [new NameValue(JobVariables.Stack, settings.Stack)],
                Secrets = [new Secret(JobVariables.LedgerUrl, known[3])],
                ResourceRequirements = [new Requirement("VCPU", "0.25"), new Requirement("MEMORY", "512")],
                LogConfiguration = new LogConfiguration("awslogs", new SortedDictionary<string, string>(StringComparer.Ordinal)
                {
                    ["awslogs-group"] = known[2],
                    ["awslogs-region"] = settings.Region,
                    ["awslogs-stream-prefix"] = called,
                }),
            }.ToJson()),
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["notice"] = "the watch job told nothing of any table at", ["rerun"] = $"not needed, it looks again within a quarter of an hour; until then ./platform status --stack {settings.Stack}; missed" },
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
