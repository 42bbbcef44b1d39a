namespace Platform.Benchmarks.Sources;

/// <summary>An answer to COPY that never ends: its beginning once, then the same rows over and over.</summary>
internal sealed class EndlessCopy(byte[] beginning, byte[] rows) : Stream
{
    private byte[] _current = beginning;
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_at == _current.Length) (_current, _at) = (rows, 0);
        var take = Math.Min(count, _current.Length - _at);
        Buffer.BlockCopy(_current, _at, buffer, offset, take);
        _at += take;
        return take;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
