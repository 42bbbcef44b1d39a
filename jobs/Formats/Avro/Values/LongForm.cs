using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Values;

/// <summary>long: a zigzag number.</summary>
internal readonly struct LongForm : IFixedForm<long>
{
    public static int Length(long value) => VarInt.Length(VarInt.ZigZag(value));

    public static int Write(long value, ref byte to) => VarInt.Write(VarInt.ZigZag(value), ref to);

    public static long Read(ref AvroInput input) => input.Number();
}
