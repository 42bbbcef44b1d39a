using System.Buffers.Binary;
using Platform.Formats.Avro.Reading;

namespace Platform.Formats.Avro.Values;

/// <summary>Whole numbers of any length, most significant byte first.</summary>
internal static class TwosComplement
{
    /// <summary>The number, which must fit <paramref name="width"/> bytes of memory however many it has in the file; no bytes are 0.</summary>
    public static Int128 Read(ref AvroInput input, ReadOnlySpan<byte> bytes, int width)
    {
        if (bytes.IsEmpty) return 0;
        var negative = (sbyte)bytes[0] < 0;
        var sign = negative ? (byte)0xFF : (byte)0;
        while (bytes.Length > width && bytes[0] == sign) bytes = bytes[1..];
        if (bytes.Length > width || (sbyte)bytes[0] < 0 != negative) input.Fail("a decimal has more digits than its type");
        Span<byte> whole = stackalloc byte[16];
        whole.Fill(sign);
        bytes.CopyTo(whole[^bytes.Length..]);
        return BinaryPrimitives.ReadInt128BigEndian(whole);
    }
}
