namespace Platform.Formats.Parquet.Reading.Decoders;

/// <summary>BOOLEAN: a bit per value, least significant first.</summary>
internal sealed class BooleanDecoder : FixedDecoder<byte>
{
    protected override bool Holds(ReadOnlySpan<byte> plain, int from, int count) => (long)from + count <= plain.Length * 8L;

    protected override void Decode(ReadOnlySpan<byte> plain, int from, Span<byte> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var bit = from + i;
            values[i] = (byte)(plain[bit >> 3] >> (bit & 7) & 1);
        }
    }
}
