using Platform.Columns.Batches;

namespace Platform.Formats.Text.Scalars;

/// <summary>A UUID.</summary>
internal sealed class UuidValueText : ScalarText
{
    public override int MaxLength(Column column, int slot) => UuidText.Length;

    public override int Write(Column column, int slot, Span<byte> to)
    {
        UuidText.Write(((FixedColumn<UInt128>)column).Values[slot], to[..UuidText.Length]);
        return UuidText.Length;
    }

    public override bool TryRead(ReadOnlySpan<byte> text, Column column)
    {
        if (!UuidText.TryRead(text, out var value)) return false;
        ((FixedColumn<UInt128>)column).Append(value);
        return true;
    }
}
