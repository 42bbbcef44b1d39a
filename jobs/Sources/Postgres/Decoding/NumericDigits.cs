using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>
/// numeric on the wire (numeric_send): int16 count of digits, int16 weight of the first (base 10000), uint16 sign, int16 display scale,
/// then the digits as int16 each in 0..9999.
/// </summary>
internal static class NumericDigits
{
    public const int HeaderLength = 8;

    public const ushort Positive = 0, Negative = 0x4000, NaN = 0xC000, PositiveInfinity = 0xD000, NegativeInfinity = 0xF000;

    /// <summary>Up to four digits, a scale's power of ten in reach, a result within the limit: the case of nearly every value in nearly every table.</summary>
    /// <param name="at">The field; 16 bytes may be read whatever its length.</param>
    /// <param name="length">Its length, or -1.</param>
    /// <param name="scale">Fraction digits of the unscaled result.</param>
    /// <param name="table">Of <see cref="NumericScaling.Table"/>.</param>
    /// <param name="value">The unscaled decimal.</param>
    /// <returns>False where <see cref="TryRead"/> has to decide.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadShort(ref byte at, int length, int scale, ref NumericScaling table, out long value)
    {
        var header = NetworkOrder.UInt64(ref at);
        var count = (int)(header >> 48);
        var sign = (uint)(header >> 16) & 0xFFFF;
        var digits = NetworkOrder.UInt64(ref Unsafe.Add(ref at, HeaderLength)) >> (64 - (16 * count));
        digits &= (ulong)(-(long)count >> 63); // without a branch: zero is common, and comes at random
        var exponent = (4 * ((short)(header >> 32) - count + 1)) + scale - NumericScaling.MinExponent;

        // A digit over 9999 reaches its lane's top bit when 32768 - 10000 is added, or has it set already.
        var overflow = ((digits + 0x58F0_58F0_58F0_58F0) | digits) & 0x8000_8000_8000_8000;
        if ((uint)count > 4 || length != HeaderLength + (2 * count) || (sign & ~(uint)Negative) != 0 || overflow != 0
            || (uint)exponent > NumericScaling.MaxExponent - NumericScaling.MinExponent)
        {
            value = 0;
            return false;
        }

        // Lanes a b c d: first a * 10^4 + b and c * 10^4 + d in 32 bits each, then both in 64.
        var pairs = ((digits >> 16 & 0x0000_FFFF_0000_FFFF) * 10_000) + (digits & 0x0000_FFFF_0000_FFFF);
        var magnitude = ((pairs >> 32) * 100_000_000) + (uint)pairs;

        ref var scaling = ref Unsafe.Add(ref table, exponent);
        var scaled = scaling.Apply(magnitude);
        var negate = -(long)(sign >> 14);
        value = ((long)scaled ^ negate) - negate;
        return magnitude <= scaling.MaxInput && scaled <= scaling.MaxOutput;
    }

    /// <summary>Any value.</summary>
    /// <param name="field">The whole field.</param>
    /// <param name="scale">Fraction digits of the unscaled result.</param>
    /// <param name="limit">The largest magnitude allowed: 10^precision - 1, precision 1..38.</param>
    /// <param name="value">The unscaled decimal where the outcome is <see cref="NumericOutcome.Exact"/>.</param>
    public static NumericOutcome TryRead(ReadOnlySpan<byte> field, int scale, UInt128 limit, out Int128 value)
    {
        value = 0;
        if (field.Length < HeaderLength) return NumericOutcome.Malformed;
        var count = BinaryPrimitives.ReadInt16BigEndian(field);
        int weight = BinaryPrimitives.ReadInt16BigEndian(field[2..]);
        var sign = BinaryPrimitives.ReadUInt16BigEndian(field[4..]);
        if (count < 0 || field.Length != HeaderLength + (2 * count)) return NumericOutcome.Malformed;
        switch (sign)
        {
            case Positive or Negative: break;
            case NaN: return NumericOutcome.NaN;
            case PositiveInfinity or NegativeInfinity: return NumericOutcome.Infinity;
            default: return NumericOutcome.Malformed;
        }

        UInt128 magnitude = 0;
        for (var i = 0; i < count; i++)
        {
            uint digit = BinaryPrimitives.ReadUInt16BigEndian(field[(HeaderLength + (2 * i))..]);
            if (digit > 9999) return NumericOutcome.Malformed;

            // The power of ten that this digit's unit stands for in the unscaled result.
            var exponent = (4 * (weight - i)) + scale;
            if (exponent <= -4)
            {
                if (digit != 0) return NumericOutcome.TooManyFractionDigits;
            }
            else
            {
                var below = exponent < 0 ? (uint)PowersOfTen.Small[-exponent] : 1;
                if (digit % below != 0) return NumericOutcome.TooManyFractionDigits;
                if (!TryAppend(ref magnitude, digit / below, exponent < 0 ? 4 + exponent : 4, limit)) return NumericOutcome.TooLarge;
            }
        }

        var rest = (4 * (weight - count + 1)) + scale;
        if (rest > 0 && magnitude != 0)
        {
            if (rest > 38) return NumericOutcome.TooLarge;
            var power = PowersOfTen.Large(rest);
            if (magnitude > limit / power) return NumericOutcome.TooLarge;
            magnitude *= power;
        }

        value = sign == Negative ? -(Int128)magnitude : (Int128)magnitude;
        return NumericOutcome.Exact;
    }

    private static bool TryAppend(ref UInt128 magnitude, uint digits, int places, UInt128 limit)
    {
        var power = PowersOfTen.Small[places];
        if (magnitude > limit / power) return false;
        magnitude = (magnitude * power) + digits;
        return magnitude <= limit;
    }
}

internal enum NumericOutcome
{
    Exact,
    TooManyFractionDigits,
    TooLarge,
    NaN,
    Infinity,

    /// <summary>Not the bytes of a numeric.</summary>
    Malformed,
}
