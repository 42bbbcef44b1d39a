using Platform.Sources.Postgres.Losses;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>bool: one byte, 0 or 1.</summary>
internal readonly struct BoolFormat : IFixedFormat<byte>
{
    public static int Length => 1;

    public static byte Read(ref byte at) => at;

    public static bool IsLegal(byte value) => value <= 1;

    public static Loss<byte>? Explain(ref byte at) => null;
}
