using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>int4: 32-bit signed.</summary>
internal readonly struct Int4Format : IFixedFormat<int>
{
    public static int Length => 4;

    public static int Read(ref byte at) => NetworkOrder.Int32(ref at);

    public static bool IsLegal(int value) => true;

    public static Loss<int>? Explain(ref byte at) => null;
}
