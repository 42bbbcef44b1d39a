namespace Platform.Lake.Objects;

/// <summary>
/// Where files go: a flat space of immutable objects under one lake URI. Any number of callers at once; every object is written by one.
/// <para>Keys and prefixes follow <see cref="ObjectKey"/>; a bad one is refused before anything is touched.</para>
/// <para>Errors are <see cref="Registry.Failures.PlatformException"/>. Passing faults have been retried inside and come out as 75; <c>object-exists</c>,
/// <c>object-missing</c> and <c>lake-permission</c> are permanent. Cancelling throws <see cref="OperationCanceledException"/> and leaves nothing visible
/// except where a method says so.</para>
/// <para>The opener disposes the store; uploads and streams taken from it are disposed by whoever took them, before it.</para>
/// </summary>
public interface IObjectStore : IAsyncDisposable
{
    /// <summary>The lake: <c>file:///dir</c> or <c>s3://bucket/prefix</c>, without a trailing slash.</summary>
    Uri Lake { get; }

    /// <summary>The URI of a key or prefix, as catalogs and people use it; it need not exist.</summary>
    Uri Locate(string keyOrPrefix);

    /// <summary>Begins a new object. A key that is taken is refused here where that is known at once, and in any case by completion.</summary>
    Task<ObjectUpload> CreateAsync(string key, UploadOptions options, CancellationToken cancellation);

    /// <summary>Writes a small new object (a manifest, an entry) whole and durably; refuses a key that is taken.</summary>
    Task<StoredObject> PutAsync(string key, ReadOnlyMemory<byte> content, UploadOptions options, CancellationToken cancellation);

    /// <summary>Reads an object, or the part of it in <paramref name="range"/>; a range beyond its end is cut there. Throws <c>object-missing</c>.</summary>
    Task<Stream> OpenReadAsync(string key, ByteRange? range, CancellationToken cancellation);

    /// <summary>Null where there is no such object.</summary>
    Task<StoredObject?> StatAsync(string key, CancellationToken cancellation);

    /// <summary>Every object whose key begins with the prefix, in ordinal order of keys; uploads in progress are not objects. An absent prefix is empty.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>
    /// Removes every object under a prefix with every version of it, so that no copy is left, in as few requests as the store takes; yields each once it is gone, with the
    /// bytes of all its versions. <paramref name="last"/> goes after all others. Cancelled or failed, it leaves what it has not come to; a repeated call goes on.
    /// </summary>
    IAsyncEnumerable<StoredObject> DeleteForeverAsync(string prefix, string? last, CancellationToken cancellation);

    /// <summary>
    /// Removes uploads under a prefix that were begun and never ended, which a killed process leaves (temporary files, open multipart uploads),
    /// and answers how many. Only for prefixes that no living process writes.
    /// </summary>
    Task<int> AbortUploadsAsync(string prefix, CancellationToken cancellation);
}
