namespace Platform.Registry.Schedules;

public enum ScheduleKind
{
    /// <summary>Every hour, UTC.</summary>
    Hourly,

    /// <summary>At 00:00 UTC.</summary>
    Daily,

    /// <summary>On the first day of the month at 00:00 UTC.</summary>
    Monthly,

    /// <summary>By a cron expression in a time zone.</summary>
    Cron,
}
