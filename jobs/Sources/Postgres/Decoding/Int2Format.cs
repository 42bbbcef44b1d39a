using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>int2: 16-bit signed, held in 32 bits.</summary>
internal readonly struct Int2Format : IFixedFormat<int>
{
    public static int Length => 2;

    public static int Read(ref byte at) => NetworkOrder.Int16(ref at);

    public static bool IsLegal(int value) => true;

    public static Loss<int>? Explain(ref byte at) => null;
}
