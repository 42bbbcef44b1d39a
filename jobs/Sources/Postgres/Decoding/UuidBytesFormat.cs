using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>uuid as its own logical type: 16 bytes, most significant first.</summary>
internal readonly struct UuidBytesFormat : IFixedFormat<UInt128>
{
    public static int Length => 16;

    public static UInt128 Read(ref byte at) => new(NetworkOrder.UInt64(ref at), NetworkOrder.UInt64(ref System.Runtime.CompilerServices.Unsafe.Add(ref at, 8)));

    public static bool IsLegal(UInt128 value) => true;

    public static Loss<UInt128>? Explain(ref byte at) => null;
}
