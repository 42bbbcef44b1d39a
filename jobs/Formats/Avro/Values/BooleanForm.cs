using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Values;

/// <summary>boolean: a byte, 0 or 1.</summary>
internal readonly struct BooleanForm : IFixedForm<byte>
{
    public static int Length(byte value) => 1;

    public static int Write(byte value, ref byte to)
    {
        to = value;
        return 1;
    }

    public static byte Read(ref AvroInput input)
    {
        var value = input.Byte();
        if (value > 1) input.Fail("a boolean is neither 0 nor 1");
        return value;
    }
}
