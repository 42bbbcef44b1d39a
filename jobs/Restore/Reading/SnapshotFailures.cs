using Platform.Lake.Manifest;
using Platform.Registry.Failures;

namespace Platform.Restore.Reading;

/// <summary>What can be wrong with a stored snapshot. All of it is 65: the target is left as it was.</summary>
internal static class SnapshotFailures
{
    private const string WayOut = "restore the object from a version or copy, or take another snapshot time or attempt";

    public static PlatformException Of(string kind, SnapshotManifest manifest, string message, string? hint = null, Exception? inner = null) =>
        new(Stage.Restore, ExitCode.Data, message, hint ?? WayOut, inner)
        {
            Kind = kind,
            SourceName = manifest.Identity.Source,
            Table = $"{manifest.Identity.Schema}.{manifest.Identity.Table}",
        };

    public static PlatformException Missing(SnapshotManifest manifest, string name, Exception inner) =>
        Of("part-missing", manifest, manifest.Files.Count == 0 ? $"{name} is missing" : $"{name} is missing: the manifest names {manifest.Files.Count} parts", null, inner);

    public static PlatformException Damaged(SnapshotManifest manifest, ManifestFile file, string how) =>
        Of("part-damaged", manifest, $"{file.Name} is not the file that the manifest describes: {how}");
}
