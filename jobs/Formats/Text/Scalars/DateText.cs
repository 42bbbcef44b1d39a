using Platform.Columns.Batches;

namespace Platform.Formats.Text.Scalars;

/// <summary>A date: <c>yyyy-MM-dd</c>, years 0001 to 9999.</summary>
internal sealed class DateText : ScalarText
{
    public override int MaxLength(Column column, int slot) => CalendarText.DateLength;

    public override int Write(Column column, int slot, Span<byte> to)
    {
        CalendarText.WriteDate(((FixedColumn<int>)column).Values[slot], to);
        return CalendarText.DateLength;
    }

    public override bool TryRead(ReadOnlySpan<byte> text, Column column)
    {
        if (text.Length != CalendarText.DateLength || !CalendarText.TryReadDate(text, out var day)) return false;
        ((FixedColumn<int>)column).Append(day);
        return true;
    }
}
