using Platform.Lake.Objects;
using Platform.Registry.Layout;

namespace Platform.Publication.Retention;

/// <summary>The objects of one attempt: everything under exactly its prefix, versions included.</summary>
internal static class AttemptFiles
{
    /// <summary>Deletes them, the manifest last, so that what is left of a prune that dies still says what it was.</summary>
    public static async Task<(int Objects, long Bytes)> DeleteAsync(IObjectStore store, string prefix, Func<CancellationToken, ValueTask> deleted, CancellationToken cancellation)
    {
        await store.AbortUploadsAsync(prefix, cancellation).ConfigureAwait(false);
        var (objects, bytes) = (0, 0L);
        await foreach (var gone in store.DeleteForeverAsync(prefix, prefix + ObjectLayout.ManifestName, cancellation).ConfigureAwait(false))
        {
            objects++;
            bytes += gone.Bytes;
            await deleted(cancellation).ConfigureAwait(false);
        }

        return (objects, bytes);
    }
}
