using Platform.Lake.Manifest;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Restore.Reading;

/// <summary>Where the files of a snapshot are whose table had not changed: under an earlier attempt's prefix, in the same lake.</summary>
internal static class SharedFiles
{
    /// <param name="manifest">Its <c>files_at</c> is relative to the lake.</param>
    /// <param name="location">Of the manifest's own prefix.</param>
    /// <exception cref="PlatformException">Data, <c>manifest-damaged</c>: they are said to be outside of the table's prefix; <c>files-elsewhere</c>: the manifest's prefix does not lie where a lake would have it, so that the lake's root is unknown.</exception>
    public static Uri LocationOf(SnapshotManifest manifest, Uri location)
    {
        var identity = manifest.Identity;
        var table = new TableName(identity.Schema, identity.Table);
        var files = manifest.FilesAt!.TrimEnd('/');
        if (!files.StartsWith(ObjectLayout.TablePrefix(identity.Source, table, identity.Output), StringComparison.Ordinal) || !files.All(IsOfPrefix))
            throw SnapshotFailures.Of(FailureKinds.ManifestDamaged, manifest, $"the manifest says that its files are at {files}, which is no prefix of {identity.Source}/{table}");
        var own = Ulid.TryParse(identity.Attempt, out var attempt)
            ? ObjectLayout.AttemptPrefix(identity.Source, table, new SnapshotTime(identity.SnapshotTime), attempt, identity.Output).TrimEnd('/')
            : "";
        var text = location.OriginalString.TrimEnd('/');
        if (own.Length > 0 && text.EndsWith("/" + own, StringComparison.Ordinal)) return new Uri(text[..^own.Length] + files);
        throw SnapshotFailures.Of("files-elsewhere", manifest, $"the snapshot shares the files of an earlier one, which are at {files} in its lake, and {location} is not in one",
            "give the snapshot's location in its lake, as ./platform path prints it, or that of the earlier snapshot: it holds the same rows, and their manifest");
    }

    /// <summary>What a prefix is made of by the object layout; neither dots nor escapes, which lead elsewhere.</summary>
    private static bool IsOfPrefix(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '_' or '-' or '!' or '=' or '/';
}
