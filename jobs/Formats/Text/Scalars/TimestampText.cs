using Platform.Columns.Batches;

namespace Platform.Formats.Text.Scalars;

/// <summary>
/// A timestamp as ISO 8601, always with all digits of its unit: <c>2026-11-21T10:00:00.000000</c> for a local one, with <c>Z</c> for one in UTC.
/// </summary>
internal sealed class TimestampText(bool utc, bool millis) : ScalarText
{
    private const int SecondsOfDay = 86_400;

    // yyyy-MM-ddTHH:mm:ss. and then the fraction.
    private const int WholeLength = 20;

    private readonly int _perSecond = millis ? 1_000 : 1_000_000;
    private readonly int _digits = millis ? 3 : 6;

    private int Length => WholeLength + _digits + (utc ? 1 : 0);

    public override int MaxLength(Column column, int slot) => Length;

    public override int Write(Column column, int slot, Span<byte> to)
    {
        var (seconds, fraction) = Floor(((FixedColumn<long>)column).Values[slot], _perSecond);
        var (day, second) = Floor(seconds, SecondsOfDay);
        CalendarText.WriteDate(day, to);
        to[10] = (byte)'T';
        CalendarText.WriteDigits(second / 3600, to.Slice(11, 2));
        to[13] = (byte)':';
        CalendarText.WriteDigits(second / 60 % 60, to.Slice(14, 2));
        to[16] = (byte)':';
        CalendarText.WriteDigits(second % 60, to.Slice(17, 2));
        to[19] = (byte)'.';
        CalendarText.WriteDigits(fraction, to.Slice(WholeLength, _digits));
        if (utc) to[WholeLength + _digits] = (byte)'Z';
        return Length;
    }

    public override bool TryRead(ReadOnlySpan<byte> text, Column column)
    {
        if (text.Length != Length || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || (utc && text[^1] != 'Z')) return false;
        if (!CalendarText.TryReadDate(text, out var day) || !CalendarText.TryReadDigits(text.Slice(11, 2), out var hour)
            || !CalendarText.TryReadDigits(text.Slice(14, 2), out var minute) || !CalendarText.TryReadDigits(text.Slice(17, 2), out var second)
            || !CalendarText.TryReadDigits(text.Slice(WholeLength, _digits), out var fraction)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;
        var seconds = ((long)day * SecondsOfDay) + (hour * 3600) + (minute * 60) + second;
        ((FixedColumn<long>)column).Append((seconds * _perSecond) + fraction);
        return true;
    }

    private static (long Whole, int Part) Floor(long value, int by)
    {
        var quotient = value / by;
        var rest = (int)(value - (quotient * by));
        return rest < 0 ? (quotient - 1, rest + by) : (quotient, rest);
    }
}
