using System.Runtime.CompilerServices;
using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Values;

/// <summary>float: 4 bytes, little-endian.</summary>
internal readonly struct FloatForm : IFixedForm<float>
{
    public static int Length(float value) => sizeof(float);

    public static int Write(float value, ref byte to)
    {
        Unsafe.WriteUnaligned(ref to, value);
        return sizeof(float);
    }

    public static float Read(ref AvroInput input) => input.Single();

    /// <summary>The same for comparing: every NaN has the bits of PostgreSQL's own.</summary>
    internal readonly struct OneNaN : IFixedForm<float>
    {
        public static int Length(float value) => sizeof(float);

        public static int Write(float value, ref byte to) => FloatForm.Write(float.IsNaN(value) ? BitConverter.UInt32BitsToSingle(0x7FC00000) : value, ref to);

        public static float Read(ref AvroInput input) => input.Single();
    }
}
