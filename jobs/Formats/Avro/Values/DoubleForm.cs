using System.Runtime.CompilerServices;
using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Values;

/// <summary>double: 8 bytes, little-endian.</summary>
internal readonly struct DoubleForm : IFixedForm<double>
{
    public static int Length(double value) => sizeof(double);

    public static int Write(double value, ref byte to)
    {
        Unsafe.WriteUnaligned(ref to, value);
        return sizeof(double);
    }

    public static double Read(ref AvroInput input) => input.Double();
}
