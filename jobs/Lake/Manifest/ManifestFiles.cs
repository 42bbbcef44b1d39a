using System.Text.Json;
using Platform.Lake.Objects;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Lake.Manifest;

/// <summary>Writes and reads <c>_manifest.json</c> of an attempt's prefix.</summary>
public static class ManifestFiles
{
    /// <summary>Writes the manifest beside the parts, whole and durable. Called after every part is complete and proved.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="prefix">The attempt's prefix, with its trailing slash.</param>
    /// <param name="manifest">What to write.</param>
    /// <param name="cancellation">Leaves nothing when cancelled.</param>
    public static Task<StoredObject> WriteAsync(IObjectStore store, string prefix, SnapshotManifest manifest, CancellationToken cancellation)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Default.SnapshotManifest);
        var options = UploadOptions.Default with { ContentType = "application/json", ExpectedBytes = content.Length };
        return store.PutAsync(prefix + ObjectLayout.ManifestName, content, options, cancellation);
    }

    /// <exception cref="PlatformException"><c>object-missing</c>; <c>manifest-version</c>, of a later release; <c>manifest-damaged</c>.</exception>
    public static async Task<SnapshotManifest> ReadAsync(IObjectStore store, string prefix, CancellationToken cancellation)
    {
        var key = prefix + ObjectLayout.ManifestName;
        await using var stream = await store.OpenReadAsync(key, range: null, cancellation).ConfigureAwait(false);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellation).ConfigureAwait(false);
        var bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
        CheckVersion(store, key, bytes);
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, ManifestJson.Default.SnapshotManifest) ?? throw Damaged(store, key, "is null");
        }
        catch (JsonException e)
        {
            throw Damaged(store, key, $"is not a manifest of version {SnapshotManifest.CurrentVersion} (at {e.Path ?? "its start"})");
        }
    }

    /// <summary>First, and alone: what else a later version holds cannot be known.</summary>
    private static void CheckVersion(IObjectStore store, string key, ReadOnlyMemory<byte> bytes)
    {
        int version;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("version", out var found) || !found.TryGetInt32(out version))
                throw Damaged(store, key, "has no version");
        }
        catch (JsonException e)
        {
            throw Damaged(store, key, $"is not JSON (line {e.LineNumber + 1})");
        }
        if (version is >= 1 and <= SnapshotManifest.CurrentVersion) return;
        throw new PlatformException(Stage.Restore, ExitCode.Configuration, $"{store.Locate(key)} is of version {version}, expected 1 to {SnapshotManifest.CurrentVersion}",
            "use the release of platform that wrote it, or a later one")
        { Kind = FailureKinds.ManifestVersion };
    }

    private static PlatformException Damaged(IObjectStore store, string key, string how) =>
        new(Stage.Restore, ExitCode.Data, $"{store.Locate(key)} {how}", "restore the object from a version or copy; the parts beside it cannot be verified without it")
        { Kind = FailureKinds.ManifestDamaged };
}
