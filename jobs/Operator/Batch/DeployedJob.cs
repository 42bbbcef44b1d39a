using System.Globalization;
using Platform.Registry.Deployment;
using Platform.Registry.Entries;
using Platform.Registry.Loading;

namespace Platform.Operator.Batch;

/// <summary>What a deployment made for one table, or for one group of tables: named as <c>infra</c> names it.</summary>
/// <param name="Name">As people say it: <c>shop/public.orders</c>.</param>
/// <param name="Definition">The Batch job definition; its newest revision runs.</param>
/// <param name="Queue">The Batch queue of its schedule.</param>
/// <param name="LogGroup">Where its lines go.</param>
/// <param name="Selection">How its job is told what to take: <c>--table public.orders</c>.</param>
internal sealed record DeployedJob(string Name, string Definition, string Queue, string LogGroup, IReadOnlyList<string> Selection)
{
    public static DeployedJob Of(string stack, RegistryContents registry, Entry entry)
    {
        var group = registry.GroupOf(entry);
        return new DeployedJob(
            group is null ? entry.FullName : $"{entry.Source}/group {group.Name}",
            group is null ? CloudName.Of(stack, entry.Source, entry.Table) : CloudName.OfGroup(stack, entry.Source, group.Name),
            CloudName.Queue(stack, entry.Source, (group?.Schedule ?? entry.Schedule).Period),
            CloudName.JobLogs(stack),
            group is null ? ["--table", entry.Table.ToString()] : ["--group", group.Name]);
    }

    /// <summary>The Batch job's name, from table and hour: <c>platform-prod-shop-public-orders-2026-03-01T10</c>. A scheduled one has the definition's.</summary>
    public string JobName(SnapshotTime time) => $"{Definition}-{time.Value.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture)}";
}
