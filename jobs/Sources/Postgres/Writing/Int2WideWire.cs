namespace Platform.Sources.Postgres.Writing;

/// <summary>int2 from 64 bits.</summary>
internal readonly struct Int2WideWire : IFixedWire<long>
{
    public static int Length => 2;

    public static bool Holds(long value) => value == (short)value;

    public static void Write(ref byte at, long value) => NetworkWrite.Int16(ref at, (short)value);
}
