namespace Platform.Sources.Postgres.Writing;

/// <summary>boolean: one byte, 0 or 1.</summary>
internal readonly struct BoolWire : IFixedWire<byte>
{
    public static int Length => 1;

    public static bool Holds(byte value) => true;

    public static void Write(ref byte at, byte value) => at = value;
}
