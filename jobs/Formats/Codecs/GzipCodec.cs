using System.IO.Compression;
using Platform.Formats.Memory;

namespace Platform.Formats.Codecs;

/// <summary>One gzip member (RFC 1952) per block, through the runtime's zlib.</summary>
internal sealed class GzipCodec(int level) : Codec
{
    public const int DefaultLevel = 6;

    private readonly ZLibCompressionOptions _options = new() { CompressionLevel = level };

    // zlib's compressBound for any window and memory level, and gzip's header and trailer.
    public override int MaxCompressedLength(int length) => checked(length + (length >> 8) + 64 + 18);

    public override unsafe int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* to = destination)
        {
            using var output = new UnmanagedMemoryStream(to, 0, destination.Length, FileAccess.Write);
            using (var gzip = new GZipStream(output, _options, leaveOpen: true)) gzip.Write(source);
            // The runtime writes nothing at all for nothing; a reader expects a member.
            return output.Length > 0 ? (int)output.Length : CompressNothing(destination);
        }
    }

    public override unsafe bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (source.Length == 0) return false;
        fixed (byte* from = source)
        {
            using var input = new UnmanagedMemoryStream(from, source.Length);
            using var gzip = new GZipStream(input, CompressionMode.Decompress);
            return Inflation.TryFill(gzip, destination);
        }
    }

    public override unsafe bool TryExpand(ReadOnlySpan<byte> source, GrowingBuffer destination, int maxLength)
    {
        if (source.Length == 0) return false;
        fixed (byte* from = source)
        {
            using var input = new UnmanagedMemoryStream(from, source.Length);
            using var gzip = new GZipStream(input, CompressionMode.Decompress);
            return Inflation.TryExpand(gzip, destination, maxLength);
        }
    }

    private static int CompressNothing(Span<byte> destination)
    {
        // Header without name or time, one empty stored block that ends the stream, CRC 0, length 0.
        ReadOnlySpan<byte> member = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 0x03, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];
        member.CopyTo(destination);
        return member.Length;
    }
}
