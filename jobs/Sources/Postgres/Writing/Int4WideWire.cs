namespace Platform.Sources.Postgres.Writing;

/// <summary>int4 from 64 bits.</summary>
internal readonly struct Int4WideWire : IFixedWire<long>
{
    public static int Length => 4;

    public static bool Holds(long value) => value == (int)value;

    public static void Write(ref byte at, long value) => NetworkWrite.Int32(ref at, (int)value);
}
