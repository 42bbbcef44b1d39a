using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>timestamp and timestamptz: microseconds since 2000-01-01, the extremes of long meaning the infinities; held as microseconds since 1970-01-01.</summary>
internal readonly struct TimestampFormat : IFixedFormat<long>
{
    public static int Length => 8;

    // Wraps around for the infinities, to values that are far outside the years 0001..9999 all the same.
    public static long Read(ref byte at) => unchecked(NetworkOrder.Int64(ref at) + PgEpoch.Micros);

    public static bool IsLegal(long value) => unchecked((ulong)(value - PgEpoch.MinMicros)) <= PgEpoch.MaxMicros - PgEpoch.MinMicros;

    public static Loss<long>? Explain(ref byte at)
    {
        var micros = NetworkOrder.Int64(ref at);
        var nearest = micros < 0 ? PgEpoch.MinMicros : PgEpoch.MaxMicros;
        return micros is long.MinValue or long.MaxValue
            ? new(LossKind.Infinity, "The timestamp is infinite, which a timestamp in the lake cannot be.", LossHints.Value, nearest)
            : new(LossKind.OutOfRange, "The timestamp lies outside the years 0001 to 9999, which readers of the lake cannot show.", LossHints.Value, nearest);
    }
}
