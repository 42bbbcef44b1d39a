using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>timestamp and timestamptz: microseconds since 2000-01-01, from those since 1970-01-01 in the years 0001..9999.</summary>
internal readonly struct TimestampWire : IFixedWire<long>
{
    public static int Length => 8;

    public static bool Holds(long value) => (ulong)(value - PgEpoch.MinMicros) <= PgEpoch.MaxMicros - PgEpoch.MinMicros;

    public static void Write(ref byte at, long value) => NetworkWrite.Int64(ref at, value - PgEpoch.Micros);
}
