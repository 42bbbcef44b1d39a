using System.Buffers.Text;
using Platform.Columns.Batches;

namespace Platform.Formats.Text.Scalars;

/// <summary>A whole number of 64 bits.</summary>
internal sealed class BigIntText : ScalarText
{
    public override int MaxLength(Column column, int slot) => 20;

    public override bool IsLiteral(Column column, int slot) => true;

    public override int Write(Column column, int slot, Span<byte> to)
    {
        _ = Utf8Formatter.TryFormat(((FixedColumn<long>)column).Values[slot], to, out var length);
        return length;
    }

    public override bool TryRead(ReadOnlySpan<byte> text, Column column)
    {
        if (!Utf8Parser.TryParse(text, out long value, out var used) || used != text.Length) return false;
        ((FixedColumn<long>)column).Append(value);
        return true;
    }
}
