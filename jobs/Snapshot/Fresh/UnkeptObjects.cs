using Platform.Lake.Objects;

namespace Platform.Snapshot.Fresh;

/// <summary>A store for a snapshot that nobody keeps: its files are measured as they are written, and are nowhere. What else a store does is not asked of it.</summary>
/// <param name="lake">Where the files would have gone.</param>
/// <param name="clock">Of when they were complete.</param>
internal sealed class UnkeptObjects(Uri lake, TimeProvider clock) : IObjectStore
{
    public Uri Lake => lake;

    public Uri Locate(string keyOrPrefix) => new($"{lake}/{keyOrPrefix}");

    public Task<ObjectUpload> CreateAsync(string key, UploadOptions options, CancellationToken cancellation) => Task.FromResult<ObjectUpload>(new UnkeptUpload(key, clock));

    public Task<StoredObject> PutAsync(string key, ReadOnlyMemory<byte> content, UploadOptions options, CancellationToken cancellation) => throw NotKept();

    public Task<Stream> OpenReadAsync(string key, ByteRange? range, CancellationToken cancellation) => throw NotKept();

    public Task<StoredObject?> StatAsync(string key, CancellationToken cancellation) => throw NotKept();

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellation) => throw NotKept();

    public IAsyncEnumerable<StoredObject> DeleteForeverAsync(string prefix, string? last, CancellationToken cancellation) => throw NotKept();

    public Task<int> AbortUploadsAsync(string prefix, CancellationToken cancellation) => throw NotKept();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NotSupportedException NotKept() => new("nothing of this snapshot is kept");
}
