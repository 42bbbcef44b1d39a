using Platform.Sources.Postgres.Losses;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>float8: IEEE 754 bits, every one kept: NaN payloads, infinities and negative zero too.</summary>
internal readonly struct Float8Format : IFixedFormat<double>
{
    public static int Length => 8;

    public static double Read(ref byte at) => BitConverter.Int64BitsToDouble(NetworkOrder.Int64(ref at));

    public static bool IsLegal(double value) => true;

    public static Loss<double>? Explain(ref byte at) => null;
}
