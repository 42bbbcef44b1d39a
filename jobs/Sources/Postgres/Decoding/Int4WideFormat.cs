using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>int4 where the entry holds it as bigint.</summary>
internal readonly struct Int4WideFormat : IFixedFormat<long>
{
    public static int Length => 4;

    public static long Read(ref byte at) => NetworkOrder.Int32(ref at);

    public static bool IsLegal(long value) => true;

    public static Loss<long>? Explain(ref byte at) => null;
}
