namespace Platform.Sources.Postgres.Writing;

/// <summary>oid, xid, cid: 32-bit unsigned.</summary>
internal readonly struct OidWire : IFixedWire<long>
{
    public static int Length => 4;

    public static bool Holds(long value) => value == (uint)value;

    public static void Write(ref byte at, long value) => NetworkWrite.Int32(ref at, (int)(uint)value);
}
