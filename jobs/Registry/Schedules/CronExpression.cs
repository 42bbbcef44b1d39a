using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Platform.Registry.Schedules;

/// <summary>
/// Five fields: minute, hour, day of month, month, day of week, with lists, ranges, steps and English names. As in POSIX crontab, a day
/// matches by either day field where both are restricted. The minute is one value: a snapshot time is a whole hour, so a table has at
/// most one per hour.
/// </summary>
public sealed class CronExpression
{
    private readonly ulong _hours;
    private readonly ulong _days;
    private readonly ulong _months;
    private readonly ulong _weekdays;

    private CronExpression(string[] fields, int minute, ulong hours, ulong days, ulong months, ulong weekdays)
    {
        Fields = fields;
        Minute = minute;
        _hours = hours;
        _days = days;
        _months = months;
        _weekdays = weekdays;
    }

    /// <summary>The five fields as written.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>0..59.</summary>
    public int Minute { get; }

    /// <summary>0..23, ascending.</summary>
    public IEnumerable<int> Hours => Values(_hours);

    /// <summary>False where the day-of-month field is <c>*</c> or starts with it: then only the day of week decides.</summary>
    public bool RestrictsDayOfMonth => Fields[2][0] != '*';

    public bool RestrictsDayOfWeek => Fields[4][0] != '*';

    public static bool TryParse(string text, [NotNullWhen(true)] out CronExpression? cron, out string error)
    {
        cron = null;
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5)
        {
            error = $"a cron expression has five fields (minute, hour, day of month, month, day of week), found {fields.Length}";
            return false;
        }
        if (!CronField.Minutes.TryRead(fields[0], out var minutes, out error)
            || !CronField.Hours.TryRead(fields[1], out var hours, out error)
            || !CronField.Days.TryRead(fields[2], out var days, out error)
            || !CronField.Months.TryRead(fields[3], out var months, out error)
            || !CronField.Weekdays.TryRead(fields[4], out var weekdays, out error)) return false;
        if (BitOperations.PopCount(minutes) != 1)
        {
            error = $"minute '{fields[0]}' runs more than once an hour; a table has at most one snapshot per UTC hour, so the minute is one number 0-59";
            return false;
        }
        if ((weekdays & (1UL << 7)) != 0) weekdays |= 1;
        cron = new CronExpression(fields, BitOperations.TrailingZeroCount(minutes), hours, days, months, weekdays);
        return true;
    }

    public bool MatchesDay(DateOnly day)
    {
        if ((_months & (1UL << day.Month)) == 0) return false;
        var byMonth = (_days & (1UL << day.Day)) != 0;
        var byWeek = (_weekdays & (1UL << (int)day.DayOfWeek)) != 0;
        return RestrictsDayOfMonth && RestrictsDayOfWeek ? byMonth || byWeek : byMonth && byWeek;
    }

    public override string ToString() => string.Join(' ', Fields);

    private static IEnumerable<int> Values(ulong bits)
    {
        for (; bits != 0; bits &= bits - 1) yield return BitOperations.TrailingZeroCount(bits);
    }
}
