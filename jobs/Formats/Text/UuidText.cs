using System.Buffers.Binary;

namespace Platform.Formats.Text;

/// <summary>A UUID as text: lower-case hexadecimal in groups of 8, 4, 4, 4 and 12 digits (RFC 9562), as PostgreSQL writes it.</summary>
internal static class UuidText
{
    public const int Length = 36;

    /// <summary>Fills the span, which has <see cref="Length"/> bytes.</summary>
    public static void Write(UInt128 value, Span<byte> to)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        new Guid(bytes, bigEndian: true).TryFormat(to, out _);
    }

    public static bool TryRead(ReadOnlySpan<byte> text, out UInt128 value)
    {
        value = default;
        if (text.Length != Length) return false;
        Span<char> characters = stackalloc char[Length];
        for (var i = 0; i < Length; i++) characters[i] = (char)text[i];
        if (!Guid.TryParseExact(characters, "D", out var guid)) return false;
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }
}
