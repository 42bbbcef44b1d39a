using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Values;

/// <summary>decimal as bytes: a length, then the unscaled value in two's complement, most significant byte first, as few bytes as hold it.</summary>
internal readonly struct DecimalForm : IFixedForm<int>, IFixedForm<long>, IFixedForm<Int128>
{
    public static int Length(int value) => 1 + Bytes(value);

    public static int Length(long value) => 1 + Bytes(value);

    public static int Length(Int128 value) => 1 + Bytes(value);

    public static int Write(int value, ref byte to) => Write((long)value, ref to);

    public static int Write(long value, ref byte to)
    {
        var bytes = Bytes(value);
        to = (byte)(bytes << 1);
        MaskedStore.Put(BinaryPrimitives.ReverseEndianness((ulong)value << (64 - (8 * bytes))), bytes, ref Unsafe.Add(ref to, 1));
        return 1 + bytes;
    }

    public static int Write(Int128 value, ref byte to)
    {
        var bytes = Bytes(value);
        if (bytes <= sizeof(long)) return Write((long)value, ref to);
        to = (byte)(bytes << 1);
        var high = bytes - sizeof(long);
        MaskedStore.Put(BinaryPrimitives.ReverseEndianness((ulong)(value >> 64) << (64 - (8 * high))), high, ref Unsafe.Add(ref to, 1));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 1 + high), BinaryPrimitives.ReverseEndianness((ulong)value));
        return 1 + bytes;
    }

    /// <summary>Bytes of the value and a bit for its sign.</summary>
    private static int Bytes(long value) => (72 - BitOperations.LeadingZeroCount((ulong)(value ^ value >> 63))) >> 3;

    private static int Bytes(Int128 value) => (136 - (int)Int128.LeadingZeroCount(value ^ value >> 127)) >> 3;

    static int IFixedForm<int>.Read(ref AvroInput input) => (int)TwosComplement.Read(ref input, input.Bytes(), sizeof(int));

    static long IFixedForm<long>.Read(ref AvroInput input) => (long)TwosComplement.Read(ref input, input.Bytes(), sizeof(long));

    static Int128 IFixedForm<Int128>.Read(ref AvroInput input) => TwosComplement.Read(ref input, input.Bytes(), 16);
}
