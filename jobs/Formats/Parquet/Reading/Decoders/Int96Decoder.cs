using System.Buffers.Binary;

namespace Platform.Formats.Parquet.Reading.Decoders;

/// <summary>INT96, the timestamps of old writers: nanoseconds of the day in 8 bytes and the Julian day in 4, little-endian; to microseconds since 1970-01-01.</summary>
internal sealed class Int96Decoder : FixedDecoder<long>
{
    public const int Width = 12;

    private const int EpochJulianDay = 2_440_588;
    private const long MicrosOfDay = 86_400_000_000;

    /// <summary>Also false where a value has parts of a microsecond, which no timestamp of the lake has, or lies beyond 64 bits.</summary>
    protected override bool Holds(ReadOnlySpan<byte> plain, int from, int count)
    {
        if (((long)from + count) * Width > plain.Length) return false;
        for (var i = from; i < from + count; i++)
        {
            var (nanos, day) = Parts(plain, i);
            if (nanos < 0 || nanos % 1000 != 0 || Math.Abs((long)day - EpochJulianDay) > long.MaxValue / MicrosOfDay - 2) return false;
        }

        return true;
    }

    protected override void Decode(ReadOnlySpan<byte> plain, int from, Span<long> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var (nanos, day) = Parts(plain, from + i);
            values[i] = (((long)day - EpochJulianDay) * MicrosOfDay) + (nanos / 1000);
        }
    }

    private static (long Nanos, int Day) Parts(ReadOnlySpan<byte> plain, int index)
    {
        var value = plain.Slice(index * Width, Width);
        return (BinaryPrimitives.ReadInt64LittleEndian(value), BinaryPrimitives.ReadInt32LittleEndian(value[8..]));
    }
}
