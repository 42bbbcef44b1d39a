using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Platform.Registry.Entries;

namespace Platform.Registry.Schedules;

/// <summary>
/// When a table is snapshotted. A snapshot time is the whole UTC hour of a scheduled instant: hourly each hour, daily at 00:00 UTC,
/// monthly on the first at 00:00 UTC, cron where it fires, at most once per UTC hour.
/// </summary>
[JsonConverter(typeof(ScheduleJsonConverter))]
public sealed class Schedule : IEquatable<Schedule>
{
    private readonly CronCalendar? _calendar;

    private Schedule(ScheduleKind kind) => Kind = kind;

    private Schedule(CronExpression cron, TimeZoneInfo zone)
    {
        Kind = ScheduleKind.Cron;
        Cron = cron;
        TimeZone = zone.Id;
        _calendar = new CronCalendar(cron, zone);
    }

    public static Schedule Hourly { get; } = new(ScheduleKind.Hourly);

    public static Schedule Daily { get; } = new(ScheduleKind.Daily);

    public static Schedule Monthly { get; } = new(ScheduleKind.Monthly);

    public ScheduleKind Kind { get; }

    /// <summary>Null unless <see cref="Kind"/> is cron.</summary>
    public CronExpression? Cron { get; }

    /// <summary>The IANA name of the cron expression's time zone; null unless <see cref="Kind"/> is cron.</summary>
    public string? TimeZone { get; }

    /// <summary>The shortest time between two snapshot times: an hour, a day, 28 days, or that of the cron expression.</summary>
    public TimeSpan Period => Kind switch
    {
        ScheduleKind.Hourly => TimeSpan.FromHours(1),
        ScheduleKind.Daily => TimeSpan.FromDays(1),
        ScheduleKind.Monthly => TimeSpan.FromDays(28),
        _ => SchedulePeriod.Of(_calendar!),
    };

    /// <summary>The schedule of a name: hourly, daily or monthly.</summary>
    public static bool TryParse(string name, [NotNullWhen(true)] out Schedule? schedule)
    {
        schedule = name switch { "hourly" => Hourly, "daily" => Daily, "monthly" => Monthly, _ => null };
        return schedule is not null;
    }

    /// <summary>The schedule of a cron expression in an IANA time zone; false with a sentence in <paramref name="error"/>.</summary>
    public static bool TryCron(string expression, string timeZone, [NotNullWhen(true)] out Schedule? schedule, out string error)
    {
        schedule = null;
        if (!CronExpression.TryParse(expression, out var cron, out error)) return false;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
        {
            error = $"time zone '{timeZone}' is not known; use an IANA name such as Europe/Paris (and install the package tzdata if none is known)";
            return false;
        }
        var candidate = new Schedule(cron, zone);
        if (candidate._calendar!.AtOrAfter(SchedulePeriod.Epoch) is null)
        {
            error = $"'{cron}' never runs: no such day exists";
            return false;
        }
        schedule = candidate;
        return true;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote, such as a ledger's row; false where it is no schedule.</summary>
    public static bool TryReadBack(string text, [NotNullWhen(true)] out Schedule? schedule)
    {
        if (TryParse(text, out schedule)) return true;
        return text.Split(' ') is ["cron", var minute, var hour, var day, var month, var weekday, var zone] &&
            TryCron($"{minute} {hour} {day} {month} {weekday}", zone, out schedule, out _);
    }

    /// <summary>The snapshot time that was due last: the latest whose scheduled instant is at or before <paramref name="now"/>.</summary>
    public SnapshotTime SnapshotAt(DateTimeOffset now)
    {
        now = now.ToUniversalTime();
        return Kind switch
        {
            ScheduleKind.Hourly => new SnapshotTime(now),
            ScheduleKind.Daily => new SnapshotTime(new DateTimeOffset(now.Year, now.Month, now.Day, 0, 0, 0, TimeSpan.Zero)),
            ScheduleKind.Monthly => new SnapshotTime(new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero)),
            _ => new SnapshotTime(_calendar!.AtOrBefore(now) ?? throw Exhausted(now)),
        };
    }

    /// <summary>The first snapshot time after <paramref name="time"/>, which need not be on the schedule itself.</summary>
    public SnapshotTime Next(SnapshotTime time) => AtOrAfter(time.Value.AddHours(1));

    /// <summary>The last snapshot time before <paramref name="time"/>, which need not be on the schedule itself.</summary>
    public SnapshotTime Previous(SnapshotTime time) => SnapshotAt(time.Value.AddTicks(-1));

    /// <summary>The snapshot times in [from..toExcl), ascending.</summary>
    public IEnumerable<SnapshotTime> Between(SnapshotTime from, SnapshotTime toExcl)
    {
        if (_calendar is null)
        {
            for (var time = AtOrAfter(from.Value); time.CompareTo(toExcl) < 0; time = Next(time)) yield return time;
            yield break;
        }
        foreach (var time in SnapshotTimes(_calendar, from.Value))
        {
            if (time.CompareTo(toExcl) >= 0) yield break;
            yield return time;
        }
    }

    public bool IsOnSchedule(SnapshotTime time) => AtOrAfter(time.Value) == time;

    /// <summary>The instant at which a run for <paramref name="time"/> is started: its scheduled minute, within its hour.</summary>
    public DateTimeOffset DueAt(SnapshotTime time) =>
        _calendar?.AtOrAfter(time.Value) is { } firing && new SnapshotTime(firing) == time ? firing : time.Value;

    public bool Equals(Schedule? other) =>
        other is not null && Kind == other.Kind && TimeZone == other.TimeZone && Cron?.ToString() == other.Cron?.ToString();

    public override bool Equals(object? obj) => Equals(obj as Schedule);

    public override int GetHashCode() => HashCode.Combine(Kind, TimeZone, Cron?.ToString());

    public override string ToString() => Kind switch
    {
        ScheduleKind.Hourly => "hourly",
        ScheduleKind.Daily => "daily",
        ScheduleKind.Monthly => "monthly",
        _ => $"cron {Cron} {TimeZone}",
    };

    /// <summary>The hours of a calendar's firings, each once: where the clock skips a time, two firings may share one.</summary>
    internal static IEnumerable<SnapshotTime> SnapshotTimes(CronCalendar calendar, DateTimeOffset from)
    {
        SnapshotTime? last = null;
        foreach (var firing in calendar.From(from))
        {
            var time = new SnapshotTime(firing);
            if (time == last) continue;
            last = time;
            yield return time;
        }
    }

    /// <summary>The first snapshot time at or after a whole hour.</summary>
    private SnapshotTime AtOrAfter(DateTimeOffset hour) => Kind switch
    {
        ScheduleKind.Hourly => new SnapshotTime(hour),
        ScheduleKind.Daily => SnapshotAt(hour).Value == hour ? new SnapshotTime(hour) : new SnapshotTime(SnapshotAt(hour).Value.AddDays(1)),
        ScheduleKind.Monthly => SnapshotAt(hour).Value == hour ? new SnapshotTime(hour) : new SnapshotTime(SnapshotAt(hour).Value.AddMonths(1)),
        _ => new SnapshotTime(_calendar!.AtOrAfter(hour) ?? throw Exhausted(hour)),
    };

    private InvalidOperationException Exhausted(DateTimeOffset near) => new($"{this} has no snapshot time near {new SnapshotTime(near)}");
}
