using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>oid, xid, cid: 32-bit unsigned, held in 64 bits.</summary>
internal readonly struct OidFormat : IFixedFormat<long>
{
    public static int Length => 4;

    public static long Read(ref byte at) => (uint)NetworkOrder.Int32(ref at);

    public static bool IsLegal(long value) => true;

    public static Loss<long>? Explain(ref byte at) => null;
}
