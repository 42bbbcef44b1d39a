using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Platform.Formats.Memory;

namespace Platform.Formats.Parquet.Values;

/// <summary>Decimals of more than 18 digits: two's complement, most significant byte first, in 9 to 16 bytes; signed order.</summary>
internal sealed class DecimalValues(int width) : FixedValues<Int128>
{
    protected override int Bits => width * 8;

    protected override void Plain(ReadOnlySpan<Int128> values, GrowingBuffer output)
    {
        // Each value is stored as 16 bytes whose upper ones the next value overwrites: sign bytes are at the front, so shift them out.
        var room = output.Reserve(values.Length * width + 16);
        ref var to = ref MemoryMarshal.GetReference(room);
        var shift = 128 - width * 8;
        foreach (var value in values)
        {
            Write(ref to, value << shift);
            to = ref Unsafe.Add(ref to, width);
        }

        output.Advance(values.Length * width);
    }

    protected override bool TryBounds(ReadOnlySpan<Int128> values, out Int128 min, out Int128 max)
    {
        (min, max) = (Int128.MaxValue, Int128.MinValue);
        foreach (var value in values)
        {
            if (value < min) min = value;
            if (value > max) max = value;
        }

        return values.Length > 0;
    }

    protected override Int128 Least(Int128 a, Int128 b) => a < b ? a : b;

    protected override Int128 Greatest(Int128 a, Int128 b) => a > b ? a : b;

    protected override byte[] Lower(Int128 value, out bool exact)
    {
        exact = true;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128BigEndian(bytes, value);
        return bytes[(16 - width)..].ToArray();
    }

    protected override byte[] Upper(Int128 value, out bool exact) => Lower(value, out exact);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref byte to, Int128 value)
    {
        Unsafe.WriteUnaligned(ref to, BinaryPrimitives.ReverseEndianness((ulong)(value >> 64)));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 8), BinaryPrimitives.ReverseEndianness((ulong)value));
    }
}
