using System.Runtime.CompilerServices;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>A lake in a bucket (<c>s3://bucket/prefix</c>): Amazon's, or a store that speaks its protocol.</summary>
public sealed partial class S3ObjectStore : IObjectStore
{
    private readonly S3Access _access;
    private readonly HttpClient _http;

    private S3ObjectStore(S3Access access, HttpClient http)
    {
        _access = access;
        _http = http;
        Lake = access.Location.Prefix.Length == 0 ? new Uri($"s3://{access.Location.Bucket}") : access.Location.UriOf("");
        Lake = new Uri(Lake.AbsoluteUri.TrimEnd('/'));
    }

    public Uri Lake { get; }

    /// <summary>Buffers of parts that were ever needed at once.</summary>
    internal int BuffersMade => _access.Buffers.Made;

    /// <summary>Opens the lake; nothing is sent yet.</summary>
    /// <exception cref="PlatformException">Configuration: the URI names no bucket, or no region is known.</exception>
    public static S3ObjectStore Open(Uri lake, S3Settings settings, TimeProvider time)
    {
        var location = S3Location.Parse(lake);
        var (client, http) = S3Client.Open(settings);
        return new S3ObjectStore(new S3Access(client, location, settings, time), http);
    }

    public Uri Locate(string keyOrPrefix)
    {
        if (keyOrPrefix.EndsWith('/')) ObjectKey.CheckPrefix(keyOrPrefix);
        else ObjectKey.Check(keyOrPrefix);
        return _access.Location.UriOf(keyOrPrefix);
    }

    public Task<ObjectUpload> CreateAsync(string key, UploadOptions options, CancellationToken cancellation)
    {
        CheckKey(key);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<ObjectUpload>(new S3ObjectUpload(_access, key, options, cancellation));
    }

    public async Task<StoredObject> PutAsync(string key, ReadOnlyMemory<byte> content, UploadOptions options, CancellationToken cancellation)
    {
        await using var upload = await CreateAsync(key, options, cancellation).ConfigureAwait(false);
        upload.Write(content.Span);
        return await upload.CompleteAsync(cancellation).ConfigureAwait(false);
    }

    public async Task<Stream> OpenReadAsync(string key, ByteRange? range, CancellationToken cancellation)
    {
        CheckKey(key);
        if (range is { } part && (part.From < 0 || part.ToExcl < part.From)) throw new ArgumentOutOfRangeException(nameof(range), $"[{part.From}..{part.ToExcl}) is no range");
        return await S3ReadStream.OpenAsync(_access, key, range, cancellation).ConfigureAwait(false);
    }

    public Task<StoredObject?> StatAsync(string key, CancellationToken cancellation)
    {
        CheckKey(key);
        return _access.StatAsync(key, cancellation);
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ObjectKey.CheckPrefix(prefix);
        await foreach (var found in _access.ObjectsAsync(prefix, cancellation).ConfigureAwait(false))
            yield return new StoredObject(found.Key[_access.Location.Prefix.Length..], found.Size ?? 0, S3Access.ToTime(found.LastModified), Checksum: null);
    }

    public IAsyncEnumerable<StoredObject> DeleteForeverAsync(string prefix, string? last, CancellationToken cancellation)
    {
        ObjectKey.CheckPrefix(prefix);
        return S3Removal.RunAsync(_access, prefix, last, cancellation);
    }

    public async Task<int> AbortUploadsAsync(string prefix, CancellationToken cancellation)
    {
        ObjectKey.CheckPrefix(prefix);
        var uploads = await _access.UploadsAsync(_access.FullKey(prefix), cancellation).ConfigureAwait(false);
        foreach (var upload in uploads) await _access.AbortAsync(upload.Key, upload.UploadId, cancellation).ConfigureAwait(false);
        return uploads.Count;
    }

    public ValueTask DisposeAsync()
    {
        _access.Client.Dispose();
        _access.Buffers.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The lake's own prefix counts towards S3's limit of a key.</summary>
    private void CheckKey(string key)
    {
        ObjectKey.Check(key);
        if (_access.Location.Prefix.Length > 0) ObjectKey.Check(_access.FullKey(key));
    }
}
