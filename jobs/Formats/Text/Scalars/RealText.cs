using System.Globalization;
using Platform.Columns.Batches;

namespace Platform.Formats.Text.Scalars;

/// <summary>A 32-bit float: the shortest digits that give it back, or <c>NaN</c>, <c>-NaN</c>, <c>Infinity</c>, <c>-Infinity</c>, which JSON has no literals for.</summary>
internal sealed class RealText : ScalarText
{
    // The NaN of PostgreSQL's own, and the one that x86 computes, as of two infinities; others have no text.
    private const uint NaN = 0x7FC00000, ComputedNaN = 0xFFC00000;

    public override int MaxLength(Column column, int slot) => 16;

    public override bool IsLiteral(Column column, int slot) => float.IsFinite(((FixedColumn<float>)column).Values[slot]);

    public override int Write(Column column, int slot, Span<byte> to)
    {
        var value = ((FixedColumn<float>)column).Values[slot];
        if (float.IsNaN(value)) return WriteNaN(BitConverter.SingleToUInt32Bits(value), to);
        // As a whole number it would lose its sign in readers of JSON.
        if (value == 0 && float.IsNegative(value)) return Put("-0.0"u8, to);
        _ = value.TryFormat(to, out var length, default, CultureInfo.InvariantCulture);
        return length;
    }

    public override bool TryRead(ReadOnlySpan<byte> text, Column column)
    {
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return false;
        if (float.IsNaN(value)) value = BitConverter.UInt32BitsToSingle(text[0] == '-' ? ComputedNaN : NaN);
        ((FixedColumn<float>)column).Append(value);
        return true;
    }

    private static int WriteNaN(uint bits, Span<byte> to)
    {
        if (bits is not (NaN or ComputedNaN)) throw new UnwritableValueException("a NaN that carries bits has no text");
        return Put(bits == NaN ? "NaN"u8 : "-NaN"u8, to);
    }

    private static int Put(ReadOnlySpan<byte> text, Span<byte> to)
    {
        text.CopyTo(to);
        return text.Length;
    }
}
