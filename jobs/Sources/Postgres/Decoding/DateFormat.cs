using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>date: days since 2000-01-01, the extremes of int meaning -infinity and infinity; held as days since 1970-01-01.</summary>
internal readonly struct DateFormat : IFixedFormat<int>
{
    public static int Length => 4;

    // Wraps around for the infinities, to values that are far outside the years 0001..9999 all the same.
    public static int Read(ref byte at) => unchecked(NetworkOrder.Int32(ref at) + PgEpoch.Days);

    public static bool IsLegal(int value) => unchecked((uint)(value - PgEpoch.MinDay)) <= PgEpoch.MaxDay - PgEpoch.MinDay;

    public static Loss<int>? Explain(ref byte at)
    {
        var days = NetworkOrder.Int32(ref at);
        var nearest = days < 0 ? PgEpoch.MinDay : PgEpoch.MaxDay;
        return days is int.MinValue or int.MaxValue
            ? new(LossKind.Infinity, "The date is infinite, which a date in the lake cannot be.", LossHints.Value, nearest)
            : new(LossKind.OutOfRange, "The date lies outside the years 0001 to 9999, which readers of the lake cannot show.", LossHints.Value, nearest);
    }
}
