namespace Platform.Sources.Postgres.Writing;

/// <summary>int8 from 32 bits.</summary>
internal readonly struct Int8NarrowWire : IFixedWire<int>
{
    public static int Length => 8;

    public static bool Holds(int value) => true;

    public static void Write(ref byte at, int value) => NetworkWrite.Int64(ref at, value);
}
