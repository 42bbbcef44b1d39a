using Platform.Sources.Postgres.Losses;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>timestamp and timestamptz held as milliseconds since 1970-01-01; digits below the millisecond are refused, not dropped.</summary>
internal readonly struct TimestampMillisFormat : IFixedFormat<long>
{
    /// <summary>Outside the legal range, as the mark of a value that is illegal before it is divided.</summary>
    private const long Illegal = long.MaxValue;

    /// <summary>9999-12-31T23:59:59.999.</summary>
    private const long MaxMillis = PgEpoch.MaxMicros / 1000;

    public static int Length => 8;

    public static long Read(ref byte at)
    {
        var micros = TimestampFormat.Read(ref at);
        var millis = micros / 1000;
        return millis * 1000 == micros && TimestampFormat.IsLegal(micros) ? millis : Illegal;
    }

    public static bool IsLegal(long value) => value != Illegal;

    /// <summary>Half a millisecond rounds up, towards the later time.</summary>
    public static Loss<long>? Explain(ref byte at)
    {
        var micros = TimestampFormat.Read(ref at);
        if (!TimestampFormat.IsLegal(micros)) return TimestampFormat.Explain(ref at) is { } loss ? loss with { Nearest = Floor(loss.Nearest!.Value) } : null;
        return new(LossKind.FractionDigits, "The timestamp has digits below the millisecond, which as: millis would drop.", LossHints.Millis,
            Math.Min(Floor(micros + 500), MaxMillis));
    }

    private static long Floor(long micros) => (micros / 1000) - (micros % 1000 < 0 ? 1 : 0);
}
