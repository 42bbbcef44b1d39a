using System.IO.Compression;
using Platform.Formats.Memory;

namespace Platform.Formats.Codecs;

/// <summary>DEFLATE (RFC 1951) per block through the runtime's zlib, bare or in a wrapper that the stream of the derived codec knows.</summary>
internal abstract class InflatingCodec(int level) : Codec
{
    private readonly ZLibCompressionOptions _options = new() { CompressionLevel = level };

    /// <summary>What a reader expects for no bytes at all, for which the runtime writes nothing.</summary>
    protected abstract ReadOnlySpan<byte> Nothing { get; }

    // zlib's compressBound for any window and memory level, and what stands around the stream.
    public override int MaxCompressedLength(int length) => checked(length + (length >> 8) + 64 + Nothing.Length);

    public override unsafe int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* to = destination)
        {
            using var output = new UnmanagedMemoryStream(to, 0, destination.Length, FileAccess.Write);
            using (var compressor = Compressor(output, _options)) compressor.Write(source);
            if (output.Length > 0) return (int)output.Length;
            Nothing.CopyTo(destination);
            return Nothing.Length;
        }
    }

    public override unsafe bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (source.Length == 0) return false;
        fixed (byte* from = source)
        {
            using var input = new UnmanagedMemoryStream(from, source.Length);
            using var decompressor = Decompressor(input);
            return Inflation.TryFill(decompressor, destination);
        }
    }

    public override unsafe bool TryExpand(ReadOnlySpan<byte> source, GrowingBuffer destination, int maxLength)
    {
        if (source.Length == 0) return false;
        fixed (byte* from = source)
        {
            using var input = new UnmanagedMemoryStream(from, source.Length);
            using var decompressor = Decompressor(input);
            return Inflation.TryExpand(decompressor, destination, maxLength);
        }
    }

    /// <summary>Leaves <paramref name="output"/> open.</summary>
    protected abstract Stream Compressor(Stream output, ZLibCompressionOptions options);

    protected abstract Stream Decompressor(Stream input);
}
