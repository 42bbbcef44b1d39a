using System.Globalization;

namespace Platform.Snapshot.Reading;

/// <summary>An instant as text: UTC, microseconds, as PostgreSQL's clock gives it.</summary>
internal static class Instant
{
    public static string Text(DateTimeOffset value) => value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
