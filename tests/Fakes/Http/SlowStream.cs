namespace Platform.Fakes.Http;

/// <summary>A body on a slow line: a little at a time, and a pause after each.</summary>
internal sealed class SlowStream(Stream inner) : Stream
{
    private const int Piece = 256 << 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Delay(Pause, cancellationToken);
        return await inner.ReadAsync(buffer[..Math.Min(buffer.Length, Piece)], cancellationToken);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A small answer comes in two pieces, so that its reader waits within it.
        for (var size = Math.Min(Piece, (buffer.Length / 2) + 1); !buffer.IsEmpty; buffer = buffer[Math.Min(size, buffer.Length)..])
        {
            await inner.WriteAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
            await inner.FlushAsync(cancellationToken);
            await Task.Delay(Pause, cancellationToken);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
