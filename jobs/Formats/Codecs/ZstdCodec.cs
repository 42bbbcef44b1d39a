namespace Platform.Formats.Codecs;

/// <summary>zstd through the system's libzstd: one frame per block, contexts made at first use and reused.</summary>
internal sealed class ZstdCodec : Codec
{
    public const int DefaultLevel = 3;

    private readonly int _level;
    private nint _compressor;
    private nint _decompressor;

    public ZstdCodec(int level)
    {
        LibZstd.Require();
        _level = level;
    }

    ~ZstdCodec() => Free();

    // ZSTD_COMPRESSBOUND of zstd.h.
    public override int MaxCompressedLength(int length) =>
        checked(length + (length >> 8) + (length < 128 << 10 ? (128 << 10) - length >> 11 : 0));

    public override unsafe int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (_compressor == 0) _compressor = CreateCompressor();
        fixed (byte* from = source, to = destination)
        {
            var written = LibZstd.Compress(_compressor, to, (nuint)destination.Length, from, (nuint)source.Length);
            if (LibZstd.IsError(written) != 0) throw new InvalidOperationException($"libzstd could not compress {source.Length} bytes (code {(long)written}).");
            return (int)written;
        }
    }

    public override unsafe bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (_decompressor == 0) _decompressor = Created(LibZstd.CreateDecompressor());
        fixed (byte* from = source, to = destination)
        {
            var read = LibZstd.Decompress(_decompressor, to, (nuint)destination.Length, from, (nuint)source.Length);
            return LibZstd.IsError(read) == 0 && read == (nuint)destination.Length;
        }
    }

    public override void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private nint CreateCompressor()
    {
        var context = Created(LibZstd.CreateCompressor());
        if (LibZstd.IsError(LibZstd.SetParameter(context, LibZstd.CompressionLevel, _level)) == 0) return context;
        _ = LibZstd.FreeCompressor(context);
        throw new ArgumentOutOfRangeException(nameof(_level), _level, "libzstd refused the compression level.");
    }

    private static nint Created(nint context) => context != 0 ? context : throw new OutOfMemoryException("libzstd could not allocate a context.");

    private void Free()
    {
        if (_compressor != 0) _ = LibZstd.FreeCompressor(_compressor);
        if (_decompressor != 0) _ = LibZstd.FreeDecompressor(_decompressor);
        _compressor = _decompressor = 0;
    }
}
