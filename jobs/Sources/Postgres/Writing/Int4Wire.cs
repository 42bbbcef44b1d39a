namespace Platform.Sources.Postgres.Writing;

/// <summary>int4.</summary>
internal readonly struct Int4Wire : IFixedWire<int>
{
    public static int Length => 4;

    public static bool Holds(int value) => true;

    public static void Write(ref byte at, int value) => NetworkWrite.Int32(ref at, value);
}
