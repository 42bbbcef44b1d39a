using Platform.Difference.Comparing;
using Platform.Difference.Feed;
using Platform.Lake.Objects;
using Platform.Registry.Failures;
using Platform.Restore.Invocation;

namespace Platform.Restore.Flow;

/// <summary>The file that changes go to, in a directory or on S3: whole, or not there.</summary>
internal sealed class FeedFile : IAsyncDisposable
{
    private readonly IObjectStore _store;
    private readonly ObjectUpload _upload;

    private FeedFile(IObjectStore store, ObjectUpload upload, ChangeFeed changes) => (_store, _upload, Changes) = (store, upload, changes);

    public ChangeFeed Changes { get; }

    /// <exception cref="PlatformException">Usage, <c>changes-exist</c>; data, <c>column-taken</c>; the place cannot be written.</exception>
    public static async Task<FeedFile> CreateAsync(DiffArguments arguments, ComparedColumns columns, TimeProvider clock, CancellationToken cancellation)
    {
        var layout = new FeedColumns(columns, arguments.BeforeImage);
        var (directory, name) = Split(arguments.Changes!);
        var store = ObjectStores.Open(directory, clock);
        ObjectUpload? upload = null;
        try
        {
            if (await store.StatAsync(name, cancellation).ConfigureAwait(false) is not null)
                throw new PlatformException(Stage.Configure, ExitCode.Usage, $"{arguments.Changes} exists already and is not overwritten", "give --changes another name, or remove the file") { Kind = "changes-exist" };
            upload = await store.CreateAsync(name, UploadOptions.Default, cancellation).ConfigureAwait(false);
            return new FeedFile(store, upload, new ChangeFeed(upload, arguments.Format, layout, Metadata(columns)));
        }
        catch
        {
            if (upload is not null) await upload.DisposeAsync().ConfigureAwait(false);
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task CompleteAsync(CancellationToken cancellation)
    {
        Changes.Complete();
        await _upload.CompleteAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        Changes.Dispose();
        await _upload.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
    }

    private static (Uri Directory, string Name) Split(Uri file)
    {
        var text = file.OriginalString;
        var end = text.LastIndexOf('/');
        return (new Uri(text[..end]), Uri.UnescapeDataString(text[(end + 1)..]));
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Metadata(ComparedColumns columns) =>
    [
        new("platform.source", columns.Snapshots.Source),
        new("platform.table", columns.Snapshots.Table.ToString()),
        new("platform.from", columns.Snapshots.From.ToString()),
        new("platform.to", columns.Snapshots.To.ToString()),
    ];
}
