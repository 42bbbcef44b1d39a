using Platform.Infra.Alerts;
using Platform.Infra.Catalog;
using Platform.Infra.Compute;
using Platform.Infra.Naming;
using Platform.Infra.Settings;
using Platform.Registry.Entries;

namespace Platform.Infra.Tables;

/// <summary>
/// Everything that one registry file asks for. Retired: the job, its role, its schedule and its alarms are gone; the data, the catalog and the
/// readers stay.
/// </summary>
public sealed class TableResources : ComponentResource
{
    public TableResources(StackHosts hosts, SourceTables source, Entry entry, ComponentResourceOptions options) : base("platform:tables:TableResources", entry.FullName, options)
    {
        var settings = hosts.Settings;
        var under = new ComponentResourceOptions { Parent = this };
        var document = new EntryObject(settings, source.Source, entry);
        _ = TableRecord.Declare(settings, entry, document.Reference, this);
        Entry = entry;
        Reference = document.Reference;
        Stored = document.Declare(entry.FullName, hosts.LakeBucket, this);
        Catalog = [.. entry.EachOutput().Select(output => (output, new TableCatalog(output.FullName, settings, output, hosts.Databases[entry.Source], under).Name))];
        _ = new ReaderAccess(entry.FullName, settings, entry, Catalog, hosts.Key, under);
        if (entry.State != EntryState.Retired)
        {
            if (source.GroupOf(entry) is null) Job = OwnJob(hosts, under);
            _ = new TableAlarms(entry.FullName, settings, entry, hosts.Topic, under);
        }
        RegisterOutputs();
    }

    public Entry Entry { get; }

    /// <summary>The entry as the job finds it.</summary>
    public EntryReference Reference { get; }

    public Resource Stored { get; }

    /// <summary>The entry of each output, with its catalog table's name.</summary>
    public IReadOnlyList<(Entry Output, Output<string> Table)> Catalog { get; }

    /// <summary>The table's own job; null for a retired table and for one of a group.</summary>
    public SnapshotJob? Job { get; }

    private SnapshotJob OwnJob(StackHosts hosts, ComponentResourceOptions under)
    {
        var job = new SnapshotJob(Entry.FullName, new SnapshotJobArgs(
            hosts,
            CloudName.Of(hosts.Settings.Stack, Entry.Source, Entry.Table),
            Entry.FullName,
            null,
            [Entry],
            Entry.Schedule)
        {
            Environment = [new NameValue(EntryReference.Variable, Reference.ToString())],
            Tags = CloudTags.OfTable(hosts.Settings, Entry),
            After = [Stored],
        }, under);
        if (hosts.Settings.Features.LakeFormation) JobGrants.Declare(hosts, Entry.FullName, job, Catalog);
        return job;
    }
}
