using System.IO.Compression;

namespace Platform.Formats.Codecs;

/// <summary>A raw DEFLATE stream per block, without checksum.</summary>
internal sealed class DeflateCodec(int level) : InflatingCodec(level)
{
    // An empty block of fixed codes, which ends the stream.
    protected override ReadOnlySpan<byte> Nothing => [3, 0];

    protected override Stream Compressor(Stream output, ZLibCompressionOptions options) => new DeflateStream(output, options, leaveOpen: true);

    protected override Stream Decompressor(Stream input) => new DeflateStream(input, CompressionMode.Decompress);
}
