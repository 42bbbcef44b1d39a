namespace Platform.Sources.Postgres.Writing;

/// <summary>int8.</summary>
internal readonly struct Int8Wire : IFixedWire<long>
{
    public static int Length => 8;

    public static bool Holds(long value) => true;

    public static void Write(ref byte at, long value) => NetworkWrite.Int64(ref at, value);
}
