using System.Text;
using Platform.Infra.Compute;
using Platform.Infra.Naming;
using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Infra.Tables;

/// <summary>The one job of a group: its tables share a database snapshot, so they share role, definition and schedule.</summary>
public sealed class GroupResources : ComponentResource
{
    public GroupResources(StackHosts hosts, SourceSettings source, Group group, IReadOnlyList<TableResources> members, ComponentResourceOptions options)
        : base("platform:tables:GroupResources", Named(source, group), options)
    {
        var settings = hosts.Settings;
        var bytes = GroupDocument.Of(group, members.Select(member => member.Reference)).ToBytes();
        var hash = EntryDocument.Hash(bytes);
        var key = ObjectLayout.GroupKey(source.Name, group.Name, hash);
        var document = new Aws.S3.BucketObjectv2(Named(source, group), new Aws.S3.BucketObjectv2Args
        {
            Bucket = hosts.LakeBucket,
            Key = settings.LakePrefix + key,
            Content = Encoding.UTF8.GetString(bytes),
            ContentType = "application/json",
        }, new CustomResourceOptions { Parent = this, RetainOnDelete = true });
        var job = new SnapshotJob(Named(source, group), new SnapshotJobArgs(
            hosts,
            CloudName.OfGroup(settings.Stack, source.Name, group.Name),
            Named(source, group),
            group.Name,
            [.. members.Select(member => member.Entry)],
            group.Schedule)
        {
            Environment = [new NameValue(GroupDocument.Variable, new EntryReference($"{settings.LakeUri}/{key}", hash).ToString())],
            Tags = CloudTags.OfSource(settings, source),
            After = [document, .. members.Select(member => member.Stored)],
        }, new ComponentResourceOptions { Parent = this });
        if (settings.Features.LakeFormation) JobGrants.Declare(hosts, Named(source, group), job, [.. members.SelectMany(member => member.Catalog)]);
        RegisterOutputs();
    }

    private static string Named(SourceSettings source, Group group) => $"{source.Name}/group {group.Name}";
}
