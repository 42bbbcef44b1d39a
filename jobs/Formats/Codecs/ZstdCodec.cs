using Platform.Formats.Memory;

namespace Platform.Formats.Codecs;

/// <summary>zstd through the system's libzstd: one frame per block, contexts made at first use and reused.</summary>
internal sealed class ZstdCodec : Codec
{
    public const int DefaultLevel = 3;

    // Decompressed in steps of this: ZSTD_DStreamOutSize, the largest block of a frame.
    private const int Step = 128 << 10;

    private readonly int _level;
    private readonly bool _checksums;
    private nint _compressor;
    private nint _decompressor;

    /// <param name="level">1..19.</param>
    /// <param name="checksums">Whether frames end with a checksum of their content, which decompression verifies.</param>
    public ZstdCodec(int level, bool checksums = false)
    {
        LibZstd.Require();
        _level = level;
        _checksums = checksums;
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

    public override unsafe bool TryExpand(ReadOnlySpan<byte> source, GrowingBuffer destination, int maxLength)
    {
        if (_decompressor == 0) _decompressor = Created(LibZstd.CreateDecompressor());
        if (LibZstd.IsError(LibZstd.Reset(_decompressor, LibZstd.ResetSession)) != 0) return false;
        fixed (byte* from = source)
        {
            var input = new LibZstd.InBuffer { Source = from, Size = (nuint)source.Length };
            var (length, left) = (0L, (nuint)1);
            while (input.Position < input.Size || left != 0)
            {
                // A byte more than is allowed, so that a frame of just that length is seen to end.
                var room = destination.Reserve((int)Math.Min(Step, maxLength - length + 1));
                fixed (byte* to = room)
                {
                    var before = input.Position;
                    var output = new LibZstd.OutBuffer { Destination = to, Size = (nuint)room.Length };
                    left = LibZstd.DecompressStream(_decompressor, ref output, ref input);
                    if (LibZstd.IsError(left) != 0 || (output.Position == 0 && input.Position == before)) return false;
                    length += (long)output.Position;
                    if (length > maxLength) return false;
                    destination.Advance((int)output.Position);
                }
            }

            return true;
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
        if (_checksums) _ = LibZstd.SetParameter(context, LibZstd.ChecksumFlag, 1);
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
