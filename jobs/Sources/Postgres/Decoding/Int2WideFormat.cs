using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>int2 where the entry holds it as bigint.</summary>
internal readonly struct Int2WideFormat : IFixedFormat<long>
{
    public static int Length => 2;

    public static long Read(ref byte at) => NetworkOrder.Int16(ref at);

    public static bool IsLegal(long value) => true;

    public static Loss<long>? Explain(ref byte at) => null;
}
