using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>timestamp and timestamptz from milliseconds since 1970-01-01 in the years 0001..9999.</summary>
internal readonly struct TimestampMillisWire : IFixedWire<long>
{
    public static int Length => 8;

    public static bool Holds(long value) => value is >= PgEpoch.MinMicros / 1000 and <= PgEpoch.MaxMicros / 1000;

    public static void Write(ref byte at, long value) => NetworkWrite.Int64(ref at, (value * 1000) - PgEpoch.Micros);
}
