using Platform.Lake.Objects;

namespace Platform.Snapshot.Flow;

/// <summary>Removes what a failed attempt wrote: its prefix is its own and no pointer ever named it.</summary>
internal static class AttemptCleanup
{
    public static async Task RunAsync(IObjectStore store, string prefix, CancellationToken cancellation)
    {
        await store.AbortUploadsAsync(prefix, cancellation).ConfigureAwait(false);
        await foreach (var stored in store.ListAsync(prefix, cancellation).ConfigureAwait(false))
            await store.DeleteAsync(stored.Key, cancellation).ConfigureAwait(false);
    }
}
