using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Infra.Compute;
using Platform.Infra.Naming;
using Platform.Registry.Entries;

namespace Platform.Infra.Tables;

/// <summary>The one job of a group: its tables share a database snapshot, so they share role, definition and schedule.</summary>
public sealed class GroupResources : ComponentResource
{
    public GroupResources(StackHosts hosts, SourceSettings source, Group group, IReadOnlyList<TableResources> members, ComponentResourceOptions options)
        : base("platform:tables:GroupResources", Named(source, group), options)
    {
        var settings = hosts.Settings;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new GroupDocument(1, group.Name, [.. members.Select(member => member.Reference.ToString())]), GroupJson.Default.GroupDocument);
        var hash = EntryDocument.Hash(bytes);
        var key = $"_registry/{source.Name}/{KeyPart(group)}/{hash}.json";
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
            ["--group", group.Name],
            [.. members.Select(member => member.Entry)],
            group.Schedule)
        {
            Environment = [new NameValue("PLATFORM_GROUP", new EntryReference($"{settings.LakeUri}/{key}", hash).ToString())],
            Tags = CloudTags.OfSource(settings, source),
            After = [document, .. members.Select(member => member.Stored)],
        }, new ComponentResourceOptions { Parent = this });
        if (settings.Features.LakeFormation) JobGrants.Declare(hosts, Named(source, group), job, [.. members.Select(member => (member.Entry, member.Catalog.Name))]);
        RegisterOutputs();
    }

    /// <summary>The part of a group's key where a table has its own; no table's starts with an equals sign.</summary>
    public static string KeyPart(Group group) => $"_group={group.Name}";

    private static string Named(SourceSettings source, Group group) => $"{source.Name}/group {group.Name}";
}

/// <summary>A group's entries by their references, each an immutable object of its own.</summary>
internal sealed record GroupDocument(int Format, string Group, IReadOnlyList<string> Entries);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GroupDocument))]
internal sealed partial class GroupJson : JsonSerializerContext;
