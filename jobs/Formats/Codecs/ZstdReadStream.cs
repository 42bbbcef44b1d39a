namespace Platform.Formats.Codecs;

/// <summary>Decompresses zstd frames, one behind the other, as they are read. The stream below stays open.</summary>
internal sealed class ZstdReadStream : Stream
{
    // ZSTD_DStreamInSize, the largest block of a frame and its header, rounded up.
    private const int InputBytes = 132 << 10;

#pragma warning disable CA2213 // The stream belongs to the caller.
    private readonly Stream _source;
#pragma warning restore CA2213
    private readonly byte[] _input = new byte[InputBytes];
    private nint _context;
    private int _from;
    private int _to;
    private bool _atFrameEnd = true;

    public ZstdReadStream(Stream source)
    {
        LibZstd.Require();
        _source = source;
        _context = LibZstd.CreateDecompressor();
        if (_context == 0) throw new OutOfMemoryException("libzstd could not allocate a context.");
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidDataException">The frames are damaged or end early.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var atEnd = _from == _to && !Fill();
            if (atEnd && _atFrameEnd) return 0;
            var read = Decompress(buffer, out var progress);
            if (read > 0) return read;
            if (atEnd && !progress) throw new InvalidDataException("a zstd frame ends early");
        }

        return 0;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (_context != 0) _ = LibZstd.FreeDecompressor(_context);
        _context = 0;
        base.Dispose(disposing);
    }

    private bool Fill()
    {
        (_from, _to) = (0, _source.Read(_input, 0, _input.Length));
        return _to > 0;
    }

    private unsafe int Decompress(Span<byte> buffer, out bool progress)
    {
        fixed (byte* from = _input, to = buffer)
        {
            var input = new LibZstd.InBuffer { Source = from + _from, Size = (nuint)(_to - _from) };
            var output = new LibZstd.OutBuffer { Destination = to, Size = (nuint)buffer.Length };
            var left = LibZstd.DecompressStream(_context, ref output, ref input);
            if (LibZstd.IsError(left) != 0) throw new InvalidDataException("a zstd frame does not decompress");
            progress = input.Position > 0 || output.Position > 0;
            if (progress) _atFrameEnd = left == 0;
            _from += (int)input.Position;
            return (int)output.Position;
        }
    }
}
