using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>date: days since 2000-01-01, from days since 1970-01-01 in the years 0001..9999.</summary>
internal readonly struct DateWire : IFixedWire<int>
{
    public static int Length => 4;

    public static bool Holds(int value) => (uint)(value - PgEpoch.MinDay) <= PgEpoch.MaxDay - PgEpoch.MinDay;

    public static void Write(ref byte at, int value) => NetworkWrite.Int32(ref at, value - PgEpoch.Days);
}
