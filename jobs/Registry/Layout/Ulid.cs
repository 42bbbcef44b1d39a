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

    // Two words and not one UInt128: a type that holds one is not compiled ahead (its ABI is not fixed), nor is any method that touches the type.
    private readonly ulong _high;
    private readonly ulong _low;

    private Ulid(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>When the id was made, UTC.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds((long)(_high >> 16));

    public static Ulid New(TimeProvider time)
    {
        Span<byte> random = stackalloc byte[10];
        RandomNumberGenerator.Fill(random);
        var milliseconds = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
        return new Ulid((milliseconds << 16) | BinaryPrimitives.ReadUInt16BigEndian(random), BinaryPrimitives.ReadUInt64BigEndian(random[2..]));
    }

    /// <summary>Reads the canonical form only: 26 upper-case characters, the first 0..7.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Ulid ulid)
    {
        ulid = default;
        if (text is null || text.Length != Length || text[0] > '7') return false;
        ulong high = 0, low = 0;
        foreach (var character in text)
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0) return false;
            high = (high << 5) | (low >> 59);
            low = (low << 5) | (uint)digit;
        }

        if ((long)(high >> 16) > MaxMilliseconds) return false;
        ulid = new Ulid(high, low);
        return true;
    }

    public int CompareTo(Ulid other) => _high != other._high ? _high.CompareTo(other._high) : _low.CompareTo(other._low);

    public override string ToString() => string.Create(Length, this, static (into, id) =>
    {
        var (high, low) = (id._high, id._low);
        for (var i = into.Length - 1; i >= 0; i--)
        {
            into[i] = Alphabet[(int)(low & 31)];
            low = (low >> 5) | (high << 59);
            high >>= 5;
        }
    });
}
