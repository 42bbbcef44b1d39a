using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Platform.Registry.Layout;

/// <summary>
/// An attempt's id: 48 bits of Unix milliseconds, then 80 random bits, written as 26 characters of Crockford's base32. Ids sort by
/// the time they were made, to the millisecond.
/// </summary>
public readonly record struct Ulid : IComparable<Ulid>
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 26;

    /// <summary>The last millisecond of the year 9999.</summary>
    private const long MaxMilliseconds = 253_402_300_799_999;

    private readonly UInt128 value;

    private Ulid(UInt128 value) => this.value = value;

    /// <summary>When the id was made, UTC.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds((long)(value >> 80));

    public static Ulid New(TimeProvider time)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        var random = BinaryPrimitives.ReadUInt128BigEndian(bytes) & ((UInt128.One << 80) - 1);
        return new Ulid(((UInt128)time.GetUtcNow().ToUnixTimeMilliseconds() << 80) | random);
    }

    /// <summary>Reads the canonical form only: 26 upper-case characters, the first 0..7.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Ulid ulid)
    {
        ulid = default;
        if (text is null || text.Length != Length || text[0] > '7') return false;
        var value = UInt128.Zero;
        foreach (var character in text)
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0) return false;
            value = (value << 5) | (uint)digit;
        }
        if ((long)(value >> 80) > MaxMilliseconds) return false;
        ulid = new Ulid(value);
        return true;
    }

    public int CompareTo(Ulid other) => value.CompareTo(other.value);

    public override string ToString() => string.Create(Length, value, static (into, rest) =>
    {
        for (var i = into.Length - 1; i >= 0; i--, rest >>= 5) into[i] = Alphabet[(int)(rest & 31)];
    });
}
