using System.Buffers.Binary;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>The decimal nearest to a numeric that a column cannot hold: rounded half away from zero as PostgreSQL's <c>round</c>, and kept within the precision.</summary>
internal static class NumericNearest
{
    /// <param name="field">The whole field: a legal numeric, as <see cref="NumericDigits.TryRead"/> found.</param>
    /// <param name="scale">Fraction digits of the unscaled result.</param>
    /// <param name="limit">The largest magnitude allowed: 10^precision - 1.</param>
    /// <returns>The unscaled decimal; null for NaN.</returns>
    public static Int128? Find(ReadOnlySpan<byte> field, int scale, UInt128 limit)
    {
        var count = BinaryPrimitives.ReadInt16BigEndian(field);
        int weight = BinaryPrimitives.ReadInt16BigEndian(field[2..]);
        var sign = BinaryPrimitives.ReadUInt16BigEndian(field[4..]);
        if (sign == NumericDigits.NaN) return null;
        var magnitude = sign is NumericDigits.PositiveInfinity or NumericDigits.NegativeInfinity ? limit : Magnitude(field, count, weight, scale, limit);
        return sign is NumericDigits.Negative or NumericDigits.NegativeInfinity ? -(Int128)magnitude : (Int128)magnitude;
    }

    private static UInt128 Magnitude(ReadOnlySpan<byte> field, int count, int weight, int scale, UInt128 limit)
    {
        UInt128 magnitude = 0;
        for (var i = 0; i < count; i++)
        {
            uint digit = BinaryPrimitives.ReadUInt16BigEndian(field[(NumericDigits.HeaderLength + (2 * i))..]);

            // The power of ten that this digit's unit stands for in the unscaled result; a digit has four places.
            var exponent = (4 * (weight - i)) + scale;
            if (exponent < -4) return magnitude;
            var below = exponent < 0 ? (uint)PowersOfTen.Small[-exponent] : 1;
            if (!TryAppend(ref magnitude, digit / below, exponent < 0 ? 4 + exponent : 4, limit)) return limit;
            if (exponent < 0) return UInt128.Min(magnitude + (digit % below * 2 >= below ? 1u : 0u), limit);
        }

        for (var rest = (4 * (weight - count + 1)) + scale; rest > 0 && magnitude != 0; rest--)
        {
            if (!TryAppend(ref magnitude, 0, 1, limit)) return limit;
        }

        return magnitude;
    }

    private static bool TryAppend(ref UInt128 magnitude, uint digits, int places, UInt128 limit)
    {
        var power = PowersOfTen.Small[places];
        if (magnitude > limit / power) return false;
        magnitude = (magnitude * power) + digits;
        return magnitude <= limit;
    }
}
