using System.Globalization;
using Platform.Registry.Failures;

namespace Platform.Registry.Entries;

/// <summary>The logical, scheduled time of a snapshot: UTC, whole hours. Never the wall clock.</summary>
public readonly record struct SnapshotTime : IComparable<SnapshotTime>
{
    /// <summary>Snapshot times on the command line lie in these years: schedules can look around them without leaving the calendar.</summary>
    private const int FirstYear = 1970;

    private const int LastYear = 2999;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH", "yyyy-MM-dd'T'HH'Z'", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz",
    ];

    public SnapshotTime(DateTimeOffset time)
    {
        var utc = time.ToUniversalTime();
        Value = new DateTimeOffset(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, TimeSpan.Zero);
    }

    /// <summary>UTC, truncated to the hour.</summary>
    public DateTimeOffset Value { get; }

    /// <summary>The partition key <c>snapshot_date</c>: YYYY-MM-DD.</summary>
    public string DatePartition => Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The partition key <c>snapshot_hour</c>: HH.</summary>
    public string HourPartition => Value.ToString("HH", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads <c>2026-03-01T10:00:00Z</c>, <c>2026-03-01T10:00Z</c>, <c>2026-03-01T10</c> (UTC) or a time with an offset, and truncates it to
    /// the hour: a scheduler passes the instant at which it fired.
    /// </summary>
    /// <exception cref="PlatformException">Usage (64), kind <c>snapshot-time</c>.</exception>
    public static SnapshotTime Parse(string text) => TryParse(text, out var time)
        ? time
        : throw new PlatformException(
            Stage.Configure,
            ExitCode.Usage,
            $"'{text}' is not a snapshot time",
            "write an hour in UTC, such as 2026-03-01T10:00:00Z or 2026-03-01T10")
        { Kind = "snapshot-time" };

    public static bool TryParse(string text, out SnapshotTime time)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var read = DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, utc, out var value) && value.Year is >= FirstYear and <= LastYear;
        time = read ? new SnapshotTime(value) : default;
        return read;
    }

    public int CompareTo(SnapshotTime other) => Value.CompareTo(other.Value);

    /// <summary>ISO 8601 with Z, such as 2026-03-01T10:00:00Z: the form of ledger, manifest, catalog parameters and command line.</summary>
    public override string ToString() => Value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
