namespace Platform.Formats.Codecs;

/// <summary>Raw Snappy blocks (google/snappy, format_description.txt), as Parquet uses them: no framing.</summary>
internal sealed class SnappyCodec : Codec
{
    private readonly ushort[] _table = new ushort[SnappyEncoder.TableSize];

    // Snappy's own bound: a literal costs at most one byte in six.
    public override int MaxCompressedLength(int length) => checked(32 + length + length / 6);

    public override int Compress(ReadOnlySpan<byte> source, Span<byte> destination) => SnappyEncoder.Encode(source, destination, _table);

    public override bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination) => SnappyDecoder.TryDecode(source, destination);
}
