namespace Platform.Sources.Postgres.Writing;

/// <summary>float4: its bits, those of a NaN included.</summary>
internal readonly struct Float4Wire : IFixedWire<float>
{
    public static int Length => 4;

    public static bool Holds(float value) => true;

    public static void Write(ref byte at, float value) => NetworkWrite.Int32(ref at, BitConverter.SingleToInt32Bits(value));
}
