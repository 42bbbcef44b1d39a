using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Values;

/// <summary>int: a zigzag number.</summary>
internal readonly struct IntForm : IFixedForm<int>
{
    public static int Length(int value) => VarInt.Length(VarInt.ZigZag(value));

    public static int Write(int value, ref byte to) => VarInt.Write(VarInt.ZigZag(value), ref to);

    public static int Read(ref AvroInput input) => input.Int();
}
