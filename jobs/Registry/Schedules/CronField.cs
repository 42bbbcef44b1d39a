using System.Globalization;

namespace Platform.Registry.Schedules;

/// <summary>One field of a cron expression: which of the values Minimum..Maximum it names.</summary>
internal sealed record CronField(string Name, int Minimum, int Maximum, string[] ValueNames)
{
    public static readonly CronField Minutes = new("minute", 0, 59, []);
    public static readonly CronField Hours = new("hour", 0, 23, []);
    public static readonly CronField Days = new("day of month", 1, 31, []);
    public static readonly CronField Months = new("month", 1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]);

    /// <summary>0 and 7 are Sunday.</summary>
    public static readonly CronField Weekdays = new("day of week", 0, 7, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]);

    /// <summary>Reads lists, ranges, steps and names; bit n of <paramref name="values"/> says that n is named. False with a sentence in <paramref name="error"/>.</summary>
    public bool TryRead(string text, out ulong values, out string error)
    {
        values = 0;
        error = "";
        foreach (var item in text.Split(','))
        {
            if (TryReadItem(item, ref values)) continue;
            error = $"'{item}' is not a {Name}: expected {Minimum}-{Maximum}{(ValueNames.Length > 0 ? $", a name such as {ValueNames[0].ToUpperInvariant()}" : "")}, a range a-b, a step /n or *";
            return false;
        }
        return true;
    }

    private bool TryReadItem(string item, ref ulong values)
    {
        var step = 1;
        var slash = item.IndexOf('/', StringComparison.Ordinal);
        var range = slash < 0 ? item : item[..slash];
        if (slash >= 0 && (!TryReadNumber(item[(slash + 1)..], out step) || step < 1 || step > Maximum)) return false;

        int from, to;
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        if (range == "*") (from, to) = (Minimum, Name == Weekdays.Name ? 6 : Maximum);
        else if (dash > 0)
        {
            if (!TryReadValue(range[..dash], out from) || !TryReadValue(range[(dash + 1)..], out to) || from > to) return false;
        }
        else
        {
            if (!TryReadValue(range, out from)) return false;
            to = slash < 0 ? from : Maximum;
        }
        for (var value = from; value <= to; value += step) values |= 1UL << value;
        return true;
    }

    private bool TryReadValue(string text, out int value)
    {
        var index = Array.FindIndex(ValueNames, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            value = index + Minimum;
            return true;
        }
        return TryReadNumber(text, out value) && value >= Minimum && value <= Maximum;
    }

    private static bool TryReadNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && text.Length <= 4;
}
