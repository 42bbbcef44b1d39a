using Platform.Lake.Manifest;
using Platform.Lake.Objects;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Publication.Retention;

/// <summary>The objects of one attempt: what its manifest names and what a listing of exactly its prefix finds.</summary>
internal static class AttemptFiles
{
    /// <summary>Deletes them one by one, the manifest last, so that a prune that dies is followed by one that still knows them.</summary>
    public static async Task<(int Objects, long Bytes)> DeleteAsync(IObjectStore store, string prefix, Func<CancellationToken, ValueTask> deleted, CancellationToken cancellation)
    {
        var manifest = prefix + ObjectLayout.ManifestName;
        var found = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in await NamedAsync(store, prefix, cancellation).ConfigureAwait(false)) found[prefix + name] = 0;
        await foreach (var stored in store.ListAsync(prefix, cancellation).ConfigureAwait(false)) found[stored.Key] = stored.Bytes;
        await store.AbortUploadsAsync(prefix, cancellation).ConfigureAwait(false);
        foreach (var key in found.Keys.Where(key => key != manifest).Concat(found.Keys.Where(key => key == manifest)))
        {
            await store.DeleteForeverAsync(key, cancellation).ConfigureAwait(false);
            await deleted(cancellation).ConfigureAwait(false);
        }

        return (found.Count, found.Values.Sum());
    }

    /// <summary>None where there is no manifest, or none that can be read: the listing has to do.</summary>
    private static async Task<IEnumerable<string>> NamedAsync(IObjectStore store, string prefix, CancellationToken cancellation)
    {
        try
        {
            var manifest = await ManifestFiles.ReadAsync(store, prefix, cancellation).ConfigureAwait(false);
            return manifest.FilesAt is null ? manifest.Files.Select(file => file.Name).Where(name => !name.Contains('/')) : [];
        }
        catch (PlatformException e) when (e.Kind is "object-missing" or "manifest-damaged" or "manifest-version")
        {
            return [];
        }
    }
}
