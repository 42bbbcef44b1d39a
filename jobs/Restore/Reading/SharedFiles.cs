using Platform.Lake.Manifest;
using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Restore.Reading;

/// <summary>Where the files of a snapshot are whose table had not changed: under an earlier attempt's prefix, in the same lake.</summary>
internal static class SharedFiles
{
    /// <param name="manifest">Its <c>files_at</c> is relative to the lake.</param>
    /// <param name="location">Of the manifest's own prefix.</param>
    /// <exception cref="Registry.Failures.PlatformException">Data, <c>files-elsewhere</c>: the prefix does not lie where a lake would have it, so that the lake's root is unknown.</exception>
    public static Uri LocationOf(SnapshotManifest manifest, Uri location)
    {
        var identity = manifest.Identity;
        var own = Ulid.TryParse(identity.Attempt, out var attempt)
            ? ObjectLayout.AttemptPrefix(identity.Source, new TableName(identity.Schema, identity.Table), new SnapshotTime(identity.SnapshotTime), attempt, identity.Output).TrimEnd('/')
            : "";
        var text = location.OriginalString.TrimEnd('/');
        if (own.Length > 0 && text.EndsWith("/" + own, StringComparison.Ordinal)) return new Uri(text[..^own.Length] + manifest.FilesAt!.TrimEnd('/'));
        throw SnapshotFailures.Of("files-elsewhere", manifest, $"the snapshot shares the files of an earlier one, which are at {manifest.FilesAt} in its lake, and {location} is not in one",
            "give the snapshot's location in its lake, as ./platform path prints it, or that of the earlier snapshot: it holds the same rows, and their manifest");
    }
}
