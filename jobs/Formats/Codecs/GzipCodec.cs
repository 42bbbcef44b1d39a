using System.IO.Compression;

namespace Platform.Formats.Codecs;

/// <summary>One gzip member (RFC 1952) per block.</summary>
internal sealed class GzipCodec(int level) : InflatingCodec(level)
{
    public const int DefaultLevel = 6;

    // Header without name or time, one empty stored block that ends the stream, CRC 0, length 0.
    protected override ReadOnlySpan<byte> Nothing => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 0x03, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];

    protected override Stream Compressor(Stream output, ZLibCompressionOptions options) => new GZipStream(output, options, leaveOpen: true);

    protected override Stream Decompressor(Stream input) => new GZipStream(input, CompressionMode.Decompress);
}
