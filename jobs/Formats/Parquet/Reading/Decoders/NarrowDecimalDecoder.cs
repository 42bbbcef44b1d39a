using System.Numerics;

namespace Platform.Formats.Parquet.Reading.Decoders;

/// <summary>Decimals of at most 18 digits that another writer keeps in FIXED_LEN_BYTE_ARRAY: two's complement, most significant byte first.</summary>
internal sealed class NarrowDecimalDecoder<T>(int width) : FixedDecoder<T>
    where T : unmanaged, IBinaryInteger<T>
{
    /// <summary>Also false where a value has more digits than its type.</summary>
    protected override bool Holds(ReadOnlySpan<byte> plain, int from, int count)
    {
        if (((long)from + count) * width > plain.Length) return false;
        for (var i = from; i < from + count; i++)
        {
            if (!T.TryReadBigEndian(plain.Slice(i * width, width), isUnsigned: false, out _)) return false;
        }

        return true;
    }

    protected override void Decode(ReadOnlySpan<byte> plain, int from, Span<T> values)
    {
        for (var i = 0; i < values.Length; i++) _ = T.TryReadBigEndian(plain.Slice((from + i) * width, width), isUnsigned: false, out values[i]);
    }
}
