using System.Globalization;

namespace Platform.Registry.Times;

/// <summary>Instants as everything that is written for machines has them: ISO 8601 in UTC, with <c>Z</c>.</summary>
public static class UtcText
{
    /// <summary>To the second: <c>2026-03-01T10:00:00Z</c>.</summary>
    public static string Seconds(DateTimeOffset time) => Text(time, "yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>To the millisecond, without zeros at the end: <c>2026-03-01T10:00:00.25Z</c>.</summary>
    public static string Milliseconds(DateTimeOffset time) => Text(time, "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'");

    /// <summary>To PostgreSQL's microsecond: <c>2026-03-01T10:00:00.250000Z</c>.</summary>
    public static string Microseconds(DateTimeOffset time) => Text(time, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    private static string Text(DateTimeOffset time, string form) => time.ToUniversalTime().ToString(form, CultureInfo.InvariantCulture);
}
