namespace Platform.Formats.Text;

/// <summary>Dates and times of day in the digits of ISO 8601, years 0001 to 9999.</summary>
internal static class CalendarText
{
    public const int DateLength = 10;

    /// <summary>1970-01-01 as DateOnly counts days.</summary>
    private const int Epoch = 719_162;

    private const int LastDay = 3_652_058;

    /// <summary>Writes <c>yyyy-MM-dd</c>; <paramref name="day"/> counts from 1970-01-01.</summary>
    /// <exception cref="UnwritableValueException">The year has not four digits.</exception>
    public static void WriteDate(long day, Span<byte> to)
    {
        if (day < -Epoch || day > LastDay - Epoch) throw new UnwritableValueException("its year is not in 0001..9999");
        DateOnly.FromDayNumber((int)day + Epoch).Deconstruct(out var year, out var month, out var dayOfMonth);
        WriteDigits(year, to[..4]);
        to[4] = (byte)'-';
        WriteDigits(month, to.Slice(5, 2));
        to[7] = (byte)'-';
        WriteDigits(dayOfMonth, to.Slice(8, 2));
    }

    public static bool TryReadDate(ReadOnlySpan<byte> text, out int day)
    {
        day = 0;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-') return false;
        if (!TryReadDigits(text[..4], out var year) || !TryReadDigits(text.Slice(5, 2), out var month) || !TryReadDigits(text.Slice(8, 2), out var dayOfMonth)) return false;
        if (year < 1 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, dayOfMonth).DayNumber - Epoch;
        return true;
    }

    /// <summary>Fills the span with the number's last digits.</summary>
    public static void WriteDigits(int value, Span<byte> to)
    {
        for (var i = to.Length - 1; i >= 0; i--)
        {
            to[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }

    public static bool TryReadDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var character in text)
        {
            var digit = character - '0';
            if ((uint)digit > 9) return false;
            value = (value * 10) + digit;
        }

        return true;
    }
}
