using System.Buffers.Binary;

namespace Platform.Formats.Parquet.Reading.Decoders;

/// <summary>Decimals in two's complement of 1 to 16 bytes, most significant first.</summary>
internal sealed class DecimalDecoder(int width) : FixedDecoder<Int128>
{
    protected override bool Holds(ReadOnlySpan<byte> plain, int from, int count) => ((long)from + count) * width <= plain.Length;

    protected override void Decode(ReadOnlySpan<byte> plain, int from, Span<Int128> values)
    {
        var source = plain.Slice(from * width, values.Length * width);
        var shift = 128 - width * 8;
        // Sixteen bytes are read from where a value begins; those that belong to the next are shifted out again.
        var i = 0;
        for (; i < values.Length && i * width + 16 <= source.Length; i++)
            values[i] = BinaryPrimitives.ReadInt128BigEndian(source[(i * width)..]) >> shift;
        Span<byte> last = stackalloc byte[16];
        for (; i < values.Length; i++)
        {
            source.Slice(i * width, width).CopyTo(last);
            values[i] = BinaryPrimitives.ReadInt128BigEndian(last) >> shift;
        }
    }
}
