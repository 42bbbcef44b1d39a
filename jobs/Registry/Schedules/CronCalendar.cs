namespace Platform.Registry.Schedules;

/// <summary>
/// The instants at which a cron expression fires in a time zone. A local time that the clock skips fires once, at the next valid
/// instant; one that the clock repeats fires once, the first time.
/// </summary>
internal sealed class CronCalendar(CronExpression cron, TimeZoneInfo zone)
{
    /// <summary>29 February is up to eight years away (1896 to 1904, 2096 to 2104).</summary>
    private const int HorizonDays = 9 * 366;

    /// <summary>The first firing at or after <paramref name="instant"/>; null where there is none within nine years.</summary>
    public DateTimeOffset? AtOrAfter(DateTimeOffset instant)
    {
        foreach (var firing in From(instant)) return firing;
        return null;
    }

    /// <summary>The firings at or after <paramref name="instant"/>, ascending, until none follows within nine years.</summary>
    public IEnumerable<DateTimeOffset> From(DateTimeOffset instant)
    {
        var day = LocalDay(instant).AddDays(-1);
        for (var idle = 0; idle <= HorizonDays; idle++, day = day.AddDays(1))
        {
            foreach (var firing in On(day))
            {
                if (firing < instant) continue;
                idle = 0;
                yield return firing;
            }
        }
    }

    /// <summary>The last firing at or before <paramref name="instant"/>; null where there is none within nine years.</summary>
    public DateTimeOffset? AtOrBefore(DateTimeOffset instant)
    {
        var day = LocalDay(instant).AddDays(1);
        for (var i = 0; i <= HorizonDays; i++, day = day.AddDays(-1))
        {
            DateTimeOffset? last = null;
            foreach (var firing in On(day))
            {
                if (firing <= instant) last = firing;
            }
            if (last is not null) return last;
        }
        return null;
    }

    private DateOnly LocalDay(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private IEnumerable<DateTimeOffset> On(DateOnly day)
    {
        if (!cron.MatchesDay(day)) yield break;
        foreach (var hour in cron.Hours) yield return Instant(day.ToDateTime(new TimeOnly(hour, cron.Minute)));
    }

    private DateTimeOffset Instant(DateTime local)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local - offset, TimeSpan.Zero);
    }
}
