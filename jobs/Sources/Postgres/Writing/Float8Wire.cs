namespace Platform.Sources.Postgres.Writing;

/// <summary>float8: its bits, those of a NaN included.</summary>
internal readonly struct Float8Wire : IFixedWire<double>
{
    public static int Length => 8;

    public static bool Holds(double value) => true;

    public static void Write(ref byte at, double value) => NetworkWrite.Int64(ref at, BitConverter.DoubleToInt64Bits(value));
}
