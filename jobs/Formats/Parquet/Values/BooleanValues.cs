using System.Runtime.Intrinsics;
using Platform.Formats.Memory;

namespace Platform.Formats.Parquet.Values;

/// <summary>BOOLEAN: a bit per value, least significant first; false before true.</summary>
internal sealed class BooleanValues : FixedValues<byte>
{
    protected override int Bits => 1;

    protected override void Plain(ReadOnlySpan<byte> values, GrowingBuffer output)
    {
        var bytes = (values.Length + 7) >> 3;
        var room = output.Reserve(bytes);
        var at = 0;
        for (; at + 16 <= values.Length; at += 16)
        {
            var bits = Vector128.GreaterThan(Vector128.Create(values.Slice(at, 16)), Vector128<byte>.Zero).ExtractMostSignificantBits();
            room[at >> 3] = (byte)bits;
            room[(at >> 3) + 1] = (byte)(bits >> 8);
        }

        for (; at < values.Length; at += 8)
        {
            var bits = 0;
            for (var i = at; i < values.Length && i < at + 8; i++) bits |= (values[i] != 0 ? 1 : 0) << i - at;
            room[at >> 3] = (byte)bits;
        }

        output.Advance(bytes);
    }

    protected override bool TryBounds(ReadOnlySpan<byte> values, out byte min, out byte max)
    {
        min = (byte)(values.Contains((byte)0) ? 0 : 1);
        max = (byte)(values.ContainsAnyExcept((byte)0) ? 1 : 0);
        return values.Length > 0;
    }

    protected override byte Least(byte a, byte b) => Math.Min(a, b);

    protected override byte Greatest(byte a, byte b) => Math.Max(a, b);

    protected override byte[] Lower(byte value, out bool exact)
    {
        exact = true;
        return [value];
    }

    protected override byte[] Upper(byte value, out bool exact) => Lower(value, out exact);
}
