using System.Globalization;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Platform.Registry.Failures;

namespace Platform.Lake.Objects.S3;

/// <summary>
/// An object, or a range of it, read once from front to back. A connection that breaks or falls silent is taken up again where it stopped, on the very same object; a whole
/// object is held against the checksum that the store keeps, at its end.
/// </summary>
internal sealed class S3ReadStream : Stream
{
    /// <summary>Connections in a row that brought nothing before it is given up.</summary>
    private const int MaxBarren = 4;

    private readonly S3Access _access;
    private readonly string _key;
    private readonly long _from;
    private readonly long? _toExcl;
    private GetObjectResponse? _answer;
    private string? _etag;
    private string? _checksum;
    private Crc64Nvme _read;
    private long _position;
    private long _length;
    private int _barren;

    private S3ReadStream(S3Access access, string key, ByteRange? range)
    {
        _access = access;
        _key = key;
        _from = range?.From ?? 0;
        _toExcl = range?.ToExcl;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("an object is read in order");
    }

    public static async Task<S3ReadStream> OpenAsync(S3Access access, string key, ByteRange? range, CancellationToken cancellation)
    {
        var stream = new S3ReadStream(access, key, range);
        if (range is { Length: 0 })
        {
            _ = await access.StatAsync(key, cancellation).ConfigureAwait(false) ?? throw S3Failures.Missing(Stage.Read, access.Location.Show(key));
            return stream;
        }
        await stream.ConnectAsync(cancellation).ConfigureAwait(false);
        return stream;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_position < _length && buffer.Length > 0)
        {
            var read = await TryReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read > 0)
            {
                _barren = 0;
                _position += read;
                _read.Append(buffer.Span[..read]);
                if (_position == _length) CheckWhole();
                return read;
            }
            _answer?.Dispose();
            if (++_barren > MaxBarren) throw S3Failures.Translate(new IOException(), Stage.Read, "s3:GetObject", _access.Location.Show(_key));
            await ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("an object is read in order");

    public override void SetLength(long value) => throw new NotSupportedException("an object is only read");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("an object is only read");

    protected override void Dispose(bool disposing)
    {
        if (disposing) _answer?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>0 where the connection broke, ended early or brought nothing in time.</summary>
    private async Task<int> TryReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_access.Settings.Timeout);
        try
        {
            return await _answer!.ResponseStream.ReadAsync(buffer, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return 0;
        }
    }

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        var request = new GetObjectRequest { BucketName = _access.Location.Bucket, Key = _access.FullKey(_key), ExpectedBucketOwner = _access.Settings.ExpectedOwner, ChecksumMode = ChecksumMode.ENABLED, EtagToMatch = _etag };
        var at = _from + _position;
        if (at > 0 || _toExcl is not null)
            request.ByteRange = _toExcl is { } end ? new Amazon.S3.Model.ByteRange(at, end - 1) : new Amazon.S3.Model.ByteRange(string.Create(CultureInfo.InvariantCulture, $"bytes={at}-"));
        try
        {
            _answer = await _access.Client.GetObjectAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && _position == 0)
        {
            // The range begins beyond the end: it is cut to nothing.
            return;
        }
        catch (Exception e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw S3Failures.Translate(e, Stage.Read, "s3:GetObject", _access.Location.Show(_key));
        }
        if (_etag is not null) return;
        _etag = _answer.ETag;
        _length = _answer.ContentLength;
        if (_from == 0 && _toExcl is null) _checksum = _answer.ChecksumCRC64NVME;
    }

    private void CheckWhole()
    {
        if (_checksum is null || _checksum.Contains('-', StringComparison.Ordinal)) return;
        var found = S3Access.Base64(_read.Value);
        if (found != _checksum) throw S3Failures.Corrupt(Stage.Read, _access.Location.Show(_key), _checksum, found);
    }
}
