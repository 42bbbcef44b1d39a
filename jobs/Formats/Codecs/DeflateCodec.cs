using System.IO.Compression;
using Platform.Formats.Memory;

namespace Platform.Formats.Codecs;

/// <summary>A raw DEFLATE stream (RFC 1951) per block, without checksum, through the runtime's zlib.</summary>
internal sealed class DeflateCodec(int level) : Codec
{
    private readonly ZLibCompressionOptions _options = new() { CompressionLevel = level };

    // zlib's compressBound for any window and memory level.
    public override int MaxCompressedLength(int length) => checked(length + (length >> 8) + 64);

    public override unsafe int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* to = destination)
        {
            using var output = new UnmanagedMemoryStream(to, 0, destination.Length, FileAccess.Write);
            using (var deflate = new DeflateStream(output, _options, leaveOpen: true)) deflate.Write(source);
            if (output.Length > 0) return (int)output.Length;
            // The runtime writes nothing at all for nothing; a reader expects an empty block of fixed codes, which ends the stream.
            destination[0] = 3;
            destination[1] = 0;
            return 2;
        }
    }

    public override unsafe bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (source.Length == 0) return false;
        fixed (byte* from = source)
        {
            using var input = new UnmanagedMemoryStream(from, source.Length);
            using var deflate = new DeflateStream(input, CompressionMode.Decompress);
            return Inflation.TryFill(deflate, destination);
        }
    }

    public override unsafe bool TryExpand(ReadOnlySpan<byte> source, GrowingBuffer destination, int maxLength)
    {
        if (source.Length == 0) return false;
        fixed (byte* from = source)
        {
            using var input = new UnmanagedMemoryStream(from, source.Length);
            using var deflate = new DeflateStream(input, CompressionMode.Decompress);
            return Inflation.TryExpand(deflate, destination, maxLength);
        }
    }
}
