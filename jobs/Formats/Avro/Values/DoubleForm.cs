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

    /// <summary>The same for comparing: every NaN has the bits of PostgreSQL's own.</summary>
    internal readonly struct OneNaN : IFixedForm<double>
    {
        public static int Length(double value) => sizeof(double);

        public static int Write(double value, ref byte to) => DoubleForm.Write(double.IsNaN(value) ? BitConverter.UInt64BitsToDouble(0x7FF8000000000000) : value, ref to);

        public static double Read(ref AvroInput input) => input.Double();
    }
}
