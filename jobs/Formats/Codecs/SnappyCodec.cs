using Platform.Formats.Memory;

namespace Platform.Formats.Codecs;

/// <summary>Raw Snappy blocks (google/snappy, format_description.txt), as Parquet uses them: no framing.</summary>
internal sealed class SnappyCodec : Codec
{
    private readonly ushort[] _table = new ushort[SnappyEncoder.TableSize];

    // Snappy's own bound: a literal costs at most one byte in six.
    public override int MaxCompressedLength(int length) => checked(32 + length + length / 6);

    public override int Compress(ReadOnlySpan<byte> source, Span<byte> destination) => SnappyEncoder.Encode(source, destination, _table);

    public override bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination) => SnappyDecoder.TryDecode(source, destination);

    public override bool TryExpand(ReadOnlySpan<byte> source, GrowingBuffer destination, int maxLength)
    {
        // No element of a block is longer than 64 bytes for each of its own, so that a damaged length cannot ask for more memory than that.
        if (!SnappyDecoder.TryReadLength(source, out var length, out _) || length > maxLength || length > source.Length * 64L) return false;
        if (!SnappyDecoder.TryDecode(source, destination.Reserve((int)length))) return false;
        destination.Advance((int)length);
        return true;
    }
}
