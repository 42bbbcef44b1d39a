namespace Platform.Sources.Postgres.Writing;

/// <summary>uuid: 16 bytes, most significant first.</summary>
internal readonly struct UuidWire : IFixedWire<UInt128>
{
    public static int Length => 16;

    public static bool Holds(UInt128 value) => true;

    public static void Write(ref byte at, UInt128 value) => NetworkWrite.UInt128(ref at, value);
}
