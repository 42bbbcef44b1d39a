namespace Platform.Sources.Postgres.Decoding;

/// <summary>timestamp and timestamptz held as milliseconds since 1970-01-01; digits below the millisecond are refused, not dropped.</summary>
internal readonly struct TimestampMillisFormat : IFixedFormat<long>
{
    /// <summary>Outside the legal range, as the mark of a value that is illegal before it is divided.</summary>
    private const long Infinite = long.MaxValue, OutOfRange = long.MaxValue - 1, Finer = long.MaxValue - 2;

    public static int Length => 8;

    public static long Read(ref byte at)
    {
        var micros = TimestampFormat.Read(ref at);
        var millis = micros / 1000;
        if (millis * 1000 == micros && TimestampFormat.IsLegal(micros)) return millis;
        if (TimestampFormat.IsLegal(micros)) return Finer;
        return unchecked(micros - PgEpoch.Micros) is long.MinValue or long.MaxValue ? Infinite : OutOfRange;
    }

    public static bool IsLegal(long value) => value < Finer;

    public static (string Problem, string Hint)? Explain(long value) => value switch
    {
        Finer => ("The timestamp has digits below the millisecond, which as: millis would drop.", "remove as: millis from the column's entry to keep microseconds"),
        Infinite => TimestampFormat.Explain(unchecked(long.MaxValue + PgEpoch.Micros)),
        _ => TimestampFormat.Explain(PgEpoch.MaxMicros + 1),
    };
}
