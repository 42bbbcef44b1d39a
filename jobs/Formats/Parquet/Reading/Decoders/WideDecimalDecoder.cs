using System.Buffers.Binary;

namespace Platform.Formats.Parquet.Reading.Decoders;

/// <summary>Decimals of at most 9 digits that another writer keeps in INT64.</summary>
internal sealed class WideDecimalDecoder : FixedDecoder<int>
{
    /// <summary>Also false where a value has more digits than its type.</summary>
    protected override bool Holds(ReadOnlySpan<byte> plain, int from, int count)
    {
        if (((long)from + count) * sizeof(long) > plain.Length) return false;
        for (var i = from; i < from + count; i++)
        {
            var value = Value(plain, i);
            if (value != (int)value) return false;
        }

        return true;
    }

    protected override void Decode(ReadOnlySpan<byte> plain, int from, Span<int> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = (int)Value(plain, from + i);
    }

    private static long Value(ReadOnlySpan<byte> plain, int index) => BinaryPrimitives.ReadInt64LittleEndian(plain[(index * sizeof(long))..]);
}
