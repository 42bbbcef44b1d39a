using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Platform.Registry.Identity;

/// <summary>
/// A 128-bit identifier that sorts by time: 48 bits of milliseconds since 1970-01-01, then 80 random bits, written as 26 characters of
/// Crockford's base 32 in upper case (github.com/ulid/spec). Attempts carry one; it is part of their object prefix.
/// </summary>
public readonly record struct Ulid : IComparable<Ulid>
{
    /// <summary>Characters of the text form.</summary>
    public const int TextLength = 26;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly UInt128 _value;

    private Ulid(UInt128 value) => _value = value;

    public static Ulid New(TimeProvider time)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[6..]);
        var millis = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(millis >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)millis);
        return new Ulid(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>When it was made, to the millisecond, by the clock of the process that made it.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds((long)(ulong)(_value >> 80));

    /// <summary>Reads the 26 characters, upper or lower case; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Ulid ulid)
    {
        ulid = default;
        // 26 characters hold 130 bits: the first may not exceed 7.
        if (text.Length != TextLength || text[0] > '7') return false;
        var value = UInt128.Zero;
        foreach (var c in text)
        {
            var digit = Alphabet.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            if (digit < 0) return false;
            value = (value << 5) | (UInt128)digit;
        }
        ulid = new Ulid(value);
        return true;
    }

    /// <exception cref="FormatException">The text is not a ULID.</exception>
    public static Ulid Parse(string text) =>
        TryParse(text, out var ulid) ? ulid : throw new FormatException($"\"{text}\" is not a ULID: expected {TextLength} characters of Crockford's base 32");

    public int CompareTo(Ulid other) => _value.CompareTo(other._value);

    public override string ToString() => string.Create(TextLength, _value, static (chars, value) =>
    {
        for (var i = chars.Length - 1; i >= 0; i--)
        {
            chars[i] = Alphabet[(int)(value & 31)];
            value >>= 5;
        }
    });
}
