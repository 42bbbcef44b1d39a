using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>int8: 64-bit signed.</summary>
internal readonly struct Int8Format : IFixedFormat<long>
{
    public static int Length => 8;

    public static long Read(ref byte at) => NetworkOrder.Int64(ref at);

    public static bool IsLegal(long value) => true;

    public static Loss<long>? Explain(ref byte at) => null;
}
