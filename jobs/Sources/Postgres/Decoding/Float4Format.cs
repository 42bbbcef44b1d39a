using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>float4: IEEE 754 bits, every one kept: NaN payloads, infinities and negative zero too.</summary>
internal readonly struct Float4Format : IFixedFormat<float>
{
    public static int Length => 4;

    public static float Read(ref byte at) => BitConverter.Int32BitsToSingle(NetworkOrder.Int32(ref at));

    public static bool IsLegal(float value) => true;

    public static Loss<float>? Explain(ref byte at) => null;
}
