namespace Platform.Sources.Postgres.Decoding;

/// <summary>PostgreSQL counts days and microseconds from 2000-01-01, the lake from 1970-01-01; both in the proleptic Gregorian calendar without leap seconds.</summary>
internal static class PgEpoch
{
    /// <summary>1970-01-01 to 2000-01-01.</summary>
    public const int Days = 10957;

    public const long MicrosPerDay = 86_400_000_000;

    public const long Micros = Days * MicrosPerDay;

    /// <summary>0001-01-01 in days since 1970-01-01.</summary>
    public const int MinDay = -719_162;

    /// <summary>9999-12-31 in days since 1970-01-01.</summary>
    public const int MaxDay = 2_932_896;

    /// <summary>0001-01-01T00:00:00 in microseconds since 1970-01-01.</summary>
    public const long MinMicros = MinDay * MicrosPerDay;

    /// <summary>9999-12-31T23:59:59.999999 in microseconds since 1970-01-01.</summary>
    public const long MaxMicros = (MaxDay + 1) * MicrosPerDay - 1;
}
