using Platform.Infra.Alerts;
using Platform.Infra.Audit;
using Platform.Infra.Catalog;
using Platform.Infra.Compute;
using Platform.Infra.Records;
using Platform.Infra.Scheduling;
using Platform.Infra.Settings;
using Platform.Infra.Storage;
using Platform.Infra.Tables;
using Platform.Registry.Entries;

namespace Platform.Infra;

/// <summary>One deployment: the registry and a stack's settings, turned into cloud resources in the order in which data flows.</summary>
public sealed class PlatformStack : Stack
{
    public PlatformStack() : this(StackFiles.Load(Deployment.Instance.StackName))
    {
    }

    public PlatformStack(StackInputs inputs, StackOptions? options = null) : base(options)
    {
        var settings = inputs.Settings;
        var key = new DataKey("data", settings, new ComponentResourceOptions());
        var buckets = new LakeBuckets("buckets", inputs, key, new ComponentResourceOptions());
        var databases = new Databases("databases", inputs, new ComponentResourceOptions());
        _ = new QueryWorkgroup("queries", settings, buckets, key, new ComponentResourceOptions());
        var ledger = new LedgerStore("ledger", settings, key, new ComponentResourceOptions());
        var jobs = new JobHost("jobs", settings, key, ledger.Secret, new ComponentResourceOptions());
        var compute = inputs.Sources.ToDictionary(source => source.Source.Name, source => new SourceCompute(source.Source.Name, settings, source.Source, new ComponentResourceOptions()), StringComparer.Ordinal);
        foreach (var (source, host) in compute) ledger.Admit(source, host.Group.Id);
        var schedules = new ScheduleHost("schedules", inputs, new ComponentResourceOptions());
        var notices = new Notices("notices", settings, key, new ComponentResourceOptions());
        _ = new FailureRules("failures", settings, notices, schedules.DeadLetters, new ComponentResourceOptions());
        var hosts = new StackHosts(inputs, jobs, schedules, databases, compute)
        {
            LakeBucket = buckets.Lake.Name,
            Key = key.Arn,
            LedgerSecret = ledger.Secret,
            LedgerUrl = ledger.Url,
            Topic = notices.Topic,
        };
        if (settings.Features.LakeFormation) _ = new LakeRegistration("lake", settings, buckets, key, new ComponentResourceOptions());
        foreach (var source in inputs.Sources) Tables(hosts, source);
        _ = new WatchJob("watch", hosts, new ComponentResourceOptions());
        if (settings.Features.DataEvents) _ = new LakeTrail("lake", settings, buckets, new ComponentResourceOptions());
        if (settings.Features.VpcEndpoints) _ = new NetworkEndpoints("endpoints", inputs, compute, new ComponentResourceOptions());
        if (settings.Features.Dashboard) _ = new StackDashboard("dashboard", inputs, new ComponentResourceOptions());
    }

    private static void Tables(StackHosts hosts, SourceTables source)
    {
        var tables = source.Entries.Select(entry => new TableResources(hosts, source, entry, new ComponentResourceOptions())).ToList();
        foreach (var group in source.Source.Groups)
        {
            List<TableResources> members = [.. tables.Where(table => table.Entry.State != EntryState.Retired && group.Tables.Contains(table.Entry.Table))];
            if (members.Count > 0) _ = new GroupResources(hosts, source.Source, group, members, new ComponentResourceOptions());
        }
    }
}
