using System.Globalization;
using Platform.Columns.Batches;

namespace Platform.Formats.Text.Scalars;

/// <summary>A decimal with all digits of its scale. No literal in JSON: most of its readers round numbers to 64-bit floats.</summary>
internal sealed class DecimalText(int scale) : ScalarText
{
    // A sign, 39 digits of 128 bits, a point, and a zero before it.
    public override int MaxLength(Column column, int slot) => 42;

    public override int Write(Column column, int slot, Span<byte> to) => column switch
    {
        FixedColumn<int> ints => Write(ints.Values[slot], to),
        FixedColumn<long> longs => Write(longs.Values[slot], to),
        _ => Write(((FixedColumn<Int128>)column).Values[slot], to),
    };

    public override bool TryRead(ReadOnlySpan<byte> text, Column column)
    {
        if (!TryRead(text, out var value)) return false;
        switch (column)
        {
            case FixedColumn<int> ints:
                if (value != (int)value) return false;
                ints.Append((int)value);
                return true;
            case FixedColumn<long> longs:
                if (value != (long)value) return false;
                longs.Append((long)value);
                return true;
            default:
                ((FixedColumn<Int128>)column).Append(value);
                return true;
        }
    }

    private int Write(long value, Span<byte> to)
    {
        Span<byte> digits = stackalloc byte[20];
        _ = (value < 0 ? (ulong)-value : (ulong)value).TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        return Point(value < 0, digits[..count], to);
    }

    private int Write(Int128 value, Span<byte> to)
    {
        if (value == (long)value) return Write((long)value, to);
        Span<byte> digits = stackalloc byte[40];
        _ = (value < 0 ? (UInt128)(-value) : (UInt128)value).TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        return Point(value < 0, digits[..count], to);
    }

    /// <summary>Puts sign and point to the digits, and zeros in front where there are fewer than the scale has.</summary>
    private int Point(bool negative, ReadOnlySpan<byte> digits, Span<byte> to)
    {
        var at = 0;
        if (negative) to[at++] = (byte)'-';
        var whole = digits.Length - scale;
        if (whole > 0) digits[..whole].CopyTo(to[at..]);
        else to[at] = (byte)'0';
        at += Math.Max(whole, 1);
        if (scale == 0) return at;
        to[at++] = (byte)'.';
        to.Slice(at, Math.Max(-whole, 0)).Fill((byte)'0');
        digits[Math.Max(whole, 0)..].CopyTo(to[(at + Math.Max(-whole, 0))..]);
        return at + scale;
    }

    private bool TryRead(ReadOnlySpan<byte> text, out Int128 value)
    {
        value = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative) text = text[1..];
        var point = text.Length - scale - 1;
        if (scale > 0 && (point < 1 || text[point] != '.')) return false;
        if (text.IsEmpty || text.Length > 40) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (scale > 0 && i == point) continue;
            var digit = text[i] - '0';
            if ((uint)digit > 9) return false;
            value = (value * 10) + digit;
        }

        if (negative) value = -value;
        return true;
    }
}
