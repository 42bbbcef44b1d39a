using System.Globalization;

namespace Platform.Registry.Entries;

/// <summary>The logical, scheduled time of a snapshot: UTC, whole hours. Never the wall clock.</summary>
public readonly record struct SnapshotTime : IComparable<SnapshotTime>
{
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

    public int CompareTo(SnapshotTime other) => Value.CompareTo(other.Value);

    /// <summary>ISO 8601 with Z, such as 2026-03-01T10:00:00Z: the form of ledger, manifest, catalog parameters and command line.</summary>
    public override string ToString() => Value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
