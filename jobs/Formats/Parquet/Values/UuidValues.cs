using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Platform.Formats.Memory;

namespace Platform.Formats.Parquet.Values;

/// <summary>UUID: 16 bytes in network order, unsigned order.</summary>
internal sealed class UuidValues : FixedValues<UInt128>
{
    protected override int Bits => 128;

    protected override void Plain(ReadOnlySpan<UInt128> values, GrowingBuffer output)
    {
        var room = output.Reserve(values.Length * 16);
        BinaryPrimitives.ReverseEndianness(values, MemoryMarshal.Cast<byte, UInt128>(room));
        output.Advance(room.Length);
    }

    protected override bool TryBounds(ReadOnlySpan<UInt128> values, out UInt128 min, out UInt128 max)
    {
        (min, max) = (UInt128.MaxValue, UInt128.MinValue);
        foreach (var value in values)
        {
            if (value < min) min = value;
            if (value > max) max = value;
        }

        return values.Length > 0;
    }

    protected override UInt128 Least(UInt128 a, UInt128 b) => a < b ? a : b;

    protected override UInt128 Greatest(UInt128 a, UInt128 b) => a > b ? a : b;

    protected override byte[] Lower(UInt128 value, out bool exact)
    {
        exact = true;
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return bytes;
    }

    protected override byte[] Upper(UInt128 value, out bool exact) => Lower(value, out exact);
}
