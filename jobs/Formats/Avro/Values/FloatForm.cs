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
}
