using Platform.Lake.Objects;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Snapshot.Flow;

/// <summary>Reads the documents that a job is told of.</summary>
internal static class EntryObjects
{
    /// <exception cref="PlatformException">Configuration, <c>entry-document</c>: there is none.</exception>
    public static async Task<byte[]> ReadAsync(EntryReference reference, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(reference.Uri, UriKind.Absolute, out _)) throw Missing(reference, null);
        var slash = reference.Uri.LastIndexOf('/');
        try
        {
            await using var store = ObjectStores.Open(new Uri(reference.Uri[..slash]), TimeProvider.System);
            await using var stream = await store.OpenReadAsync(reference.Uri[(slash + 1)..], null, cancellation).ConfigureAwait(false);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, cancellation).ConfigureAwait(false);
            return content.ToArray();
        }
        catch (PlatformException e) when (e.Kind == FailureKinds.ObjectMissing)
        {
            throw Missing(reference, e);
        }
    }

    private static PlatformException Missing(EntryReference reference, Exception? inner) => new(
        Stage.Configure, ExitCode.Configuration, $"the entry document {reference.Uri} does not exist",
        "deploy the stack again, or start the job through ./platform snapshot, which writes it", inner)
    { Kind = "entry-document" };
}
