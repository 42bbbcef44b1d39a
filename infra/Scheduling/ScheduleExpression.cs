using System.Globalization;
using Platform.Registry.Schedules;

namespace Platform.Infra.Scheduling;

/// <summary>An entry's schedule as EventBridge Scheduler writes it: six fields, of which one day field is <c>?</c>, in a time zone.</summary>
public sealed record ScheduleExpression(string Expression, string TimeZone)
{
    /// <summary>EventBridge's limits, in characters.</summary>
    private const int MaxExpression = 256;
    private const int MaxTimeZone = 50;

    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>Translates; false with a sentence and the way out in <paramref name="problem"/> where EventBridge cannot say the same.</summary>
    public static bool TryFrom(Schedule schedule, out ScheduleExpression expression, out string problem)
    {
        problem = "";
        expression = new ScheduleExpression(schedule.Kind switch
        {
            ScheduleKind.Hourly => "cron(0 * * * ? *)",
            ScheduleKind.Daily => "cron(0 0 * * ? *)",
            ScheduleKind.Monthly => "cron(0 0 1 * ? *)",
            _ => "",
        }, "UTC");
        if (schedule.Cron is not { } cron) return true;
        if (cron.Fields[2] != "*" && cron.Fields[4] != "*")
        {
            problem = $"cron '{cron}' restricts day of month and day of week; EventBridge takes one of them";
            return false;
        }
        var (day, weekday) = cron.Fields[4] == "*" ? (cron.Fields[2], "?") : ("?", Weekdays(cron.Fields[4]));
        expression = new ScheduleExpression(
            string.Create(CultureInfo.InvariantCulture, $"cron({cron.Minute} {cron.Fields[1]} {day} {cron.Fields[3].ToUpperInvariant()} {weekday} *)"),
            schedule.TimeZone!);
        if (expression.Expression.Length > MaxExpression) problem = $"cron '{cron}' is {expression.Expression.Length} characters long for EventBridge, which takes {MaxExpression}";
        else if (expression.TimeZone.Length > MaxTimeZone) problem = $"time zone '{expression.TimeZone}' is longer than the {MaxTimeZone} characters that EventBridge takes";
        return problem.Length == 0;
    }

    /// <summary>The days named one by one: EventBridge counts from Sunday as 1 and has no 7, so ranges and steps would mean other days.</summary>
    private static string Weekdays(string field)
    {
        if (!CronExpression.TryParse($"0 0 * * {field}", out var probe, out var error)) throw new ArgumentException(error, nameof(field));
        var sunday = new DateOnly(2024, 1, 7);
        return string.Join(',', Enumerable.Range(0, 7).Where(day => probe.MatchesDay(sunday.AddDays(day))).Select(day => DayNames[day]));
    }
}
