namespace Platform.Sources.Postgres.Writing;

/// <summary>int2 from 32 bits.</summary>
internal readonly struct Int2Wire : IFixedWire<int>
{
    public static int Length => 2;

    public static bool Holds(int value) => value == (short)value;

    public static void Write(ref byte at, int value) => NetworkWrite.Int16(ref at, (short)value);
}
