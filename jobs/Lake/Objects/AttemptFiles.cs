using Platform.Registry.Layout;

namespace Platform.Lake.Objects;

/// <summary>The objects of one attempt: everything under exactly its prefix, versions included.</summary>
public static class AttemptFiles
{
    /// <summary>Deletes them, the manifest last, so that what is left of a process that dies still says what it was.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="prefix">The attempt's prefix, with its trailing slash. No pointer names it.</param>
    /// <param name="deleted">Called after each object; null for nobody.</param>
    /// <param name="cancellation">Leaves what it has not come to; a repeated call goes on.</param>
    public static async Task<(int Objects, long Bytes)> DeleteAsync(IObjectStore store, string prefix, Func<CancellationToken, ValueTask>? deleted, CancellationToken cancellation)
    {
        await store.AbortUploadsAsync(prefix, cancellation).ConfigureAwait(false);
        var (objects, bytes) = (0, 0L);
        await foreach (var gone in store.DeleteForeverAsync(prefix, prefix + ObjectLayout.ManifestName, cancellation).ConfigureAwait(false))
        {
            objects++;
            bytes += gone.Bytes;
            if (deleted is not null) await deleted(cancellation).ConfigureAwait(false);
        }

        return (objects, bytes);
    }
}
