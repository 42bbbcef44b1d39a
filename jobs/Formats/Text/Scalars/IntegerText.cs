using System.Globalization;
using System.Numerics;
using Platform.Columns.Batches;

namespace Platform.Formats.Text.Scalars;

/// <summary>A whole number, in decimal digits.</summary>
/// <typeparam name="T">As it is stored: of 32 or 64 bits.</typeparam>
internal sealed class IntegerText<T> : ScalarText
    where T : unmanaged, IBinaryInteger<T>
{
    // The most negative number of 64 bits.
    public override int MaxLength(Column column, int slot) => 20;

    public override bool IsLiteral(Column column, int slot) => true;

    public override int Write(Column column, int slot, Span<byte> to)
    {
        _ = ((FixedColumn<T>)column).Values[slot].TryFormat(to, out var length, default, CultureInfo.InvariantCulture);
        return length;
    }

    public override bool TryRead(ReadOnlySpan<byte> text, Column column)
    {
        if (!T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return false;
        ((FixedColumn<T>)column).Append(value);
        return true;
    }
}
