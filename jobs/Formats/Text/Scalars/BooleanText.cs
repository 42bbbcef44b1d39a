using Platform.Columns.Batches;

namespace Platform.Formats.Text.Scalars;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class BooleanText : ScalarText
{
    public override int MaxLength(Column column, int slot) => 5;

    public override bool IsLiteral(Column column, int slot) => true;

    public override int Write(Column column, int slot, Span<byte> to)
    {
        var text = ((FixedColumn<byte>)column).Values[slot] != 0 ? "true"u8 : "false"u8;
        text.CopyTo(to);
        return text.Length;
    }

    public override bool TryRead(ReadOnlySpan<byte> text, Column column)
    {
        var value = text.SequenceEqual("true"u8);
        if (!value && !text.SequenceEqual("false"u8)) return false;
        ((FixedColumn<byte>)column).Append(value ? (byte)1 : (byte)0);
        return true;
    }
}
