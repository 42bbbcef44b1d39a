using Platform.Registry.Schedules;

namespace Platform.Registry.Entries;

/// <summary>What an entry and its source's defaults leave unsaid.</summary>
public static class EntryDefaults
{
    /// <summary>As on a payment card: enough to recognise one's own, too little to use.</summary>
    public const int KeepLast = 4;

    /// <summary>
    /// 122,880 rows is DuckDB's row group: enough for dictionaries and statistics to pay, few enough that one row group of a
    /// hundred columns stays within the byte bound. 64 MiB is the uncompressed bound, which keeps a stream's buffers under it.
    /// </summary>
    public static RowGroup RowGroup { get; } = new(122_880, 64L << 20);

    /// <summary>Two streams: one core decodes while the other waits for the server.</summary>
    public const int Parallel = 2;

    public const long MaxValueBytes = 64L << 20;

    public static Keep Keep { get; } = new(TimeSpan.FromHours(72), TimeSpan.FromDays(90), null);

    /// <summary>1 vCPU with 2 GiB is a size that Fargate offers; 55 minutes ends before the next hour begins.</summary>
    public static Resources Resources { get; } = new(1, 2L << 30, TimeSpan.FromMinutes(55));

    /// <summary>One period of the schedule: a later run would show the next snapshot's data.</summary>
    public static TimeSpan MaxLateness(Schedule schedule) => schedule.Period;

    public static Guard Guard { get; } = new(8, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30));
}
