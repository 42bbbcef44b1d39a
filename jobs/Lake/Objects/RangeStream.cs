namespace Platform.Lake.Objects;

/// <summary>Part of a seekable stream, read once from front to back; owns the stream.</summary>
internal sealed class RangeStream : Stream
{
    private readonly Stream _whole;
    private readonly long _length;
    private long _position;

    public RangeStream(Stream whole, ByteRange range)
    {
        if (range.From < 0 || range.ToExcl < range.From) throw new ArgumentOutOfRangeException(nameof(range), $"[{range.From}..{range.ToExcl}) is no range");
        _whole = whole;
        var from = Math.Min(range.From, whole.Length);
        _length = Math.Min(range.ToExcl, whole.Length) - from;
        whole.Position = from;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("a range is read in order");
    }

    public override int Read(Span<byte> buffer)
    {
        var read = _whole.Read(buffer[..(int)Math.Min(buffer.Length, _length - _position)]);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _whole.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _length - _position)], cancellationToken).ConfigureAwait(false);
        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("a range is read in order");

    public override void SetLength(long value) => throw new NotSupportedException("a range is only read");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("a range is only read");

    protected override void Dispose(bool disposing)
    {
        if (disposing) _whole.Dispose();
        base.Dispose(disposing);
    }
}
