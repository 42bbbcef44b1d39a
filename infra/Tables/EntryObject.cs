using System.Text;
using Platform.Infra.Settings;
using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Infra.Tables;

/// <summary>
/// The validated entry as an immutable object of the lake, named by its own hash. Earlier ones stay: a run that is queued or repeated still finds
/// the entry that its definition names.
/// </summary>
public sealed class EntryObject
{
    public EntryObject(CloudSettings settings, SourceSettings source, Entry entry)
    {
        var bytes = EntryDocument.Of(entry, source).ToBytes();
        Content = Encoding.UTF8.GetString(bytes);
        var key = ObjectLayout.EntryKey(entry.Source, entry.Table, EntryDocument.Hash(bytes));
        Key = settings.LakePrefix + key;
        Reference = new EntryReference($"{settings.LakeUri}/{key}", EntryDocument.Hash(bytes));
    }

    public string Key { get; }

    public string Content { get; }

    public EntryReference Reference { get; }

    public Aws.S3.BucketObjectv2 Declare(string name, Output<string> bucket, Resource parent) => new(name, new Aws.S3.BucketObjectv2Args
    {
        Bucket = bucket,
        Key = Key,
        Content = Content,
        ContentType = "application/json",
    }, new CustomResourceOptions { Parent = parent, RetainOnDelete = true });
}
