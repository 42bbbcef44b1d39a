using System.Numerics;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>
/// How an integer made of up to four numeric digits becomes the unscaled decimal, for one power of ten: a product and a rotation that serve for
/// both directions. Multiplying is itself. An exact division by 10^k is a multiplication with the inverse of 5^k modulo 2^64 and a rotation by k;
/// it leaves a quotient of at most (2^64 - 1) / 10^k precisely where there is no remainder (Granlund and Montgomery 1994, section 9).
/// </summary>
internal readonly record struct NumericScaling(ulong Factor, ulong MaxInput, ulong MaxOutput, int Rotation)
{
    /// <summary>The smallest exponent: four digits to a group, so its last group reaches three places too far unless the scale ends within it.</summary>
    public const int MinExponent = -3;

    /// <summary>The largest exponent: 10^19 would take any input but 0 and 1 over 64 bits.</summary>
    public const int MaxExponent = 18;

    /// <summary>One entry for each exponent from <see cref="MinExponent"/> to <see cref="MaxExponent"/>.</summary>
    /// <param name="limit">The largest magnitude that may come out.</param>
    public static NumericScaling[] Table(ulong limit)
    {
        var table = new NumericScaling[MaxExponent - MinExponent + 1];
        for (var exponent = MinExponent; exponent <= MaxExponent; exponent++)
        {
            table[exponent - MinExponent] = exponent >= 0
                ? new NumericScaling(PowersOfTen.Small[exponent], limit / PowersOfTen.Small[exponent], ulong.MaxValue, 0)
                : new NumericScaling(InverseOfFive(-exponent), ulong.MaxValue, Math.Min(limit, ulong.MaxValue / PowersOfTen.Small[-exponent]), -exponent);
        }

        return table;
    }

    public ulong Apply(ulong value) => BitOperations.RotateRight(unchecked(value * Factor), Rotation);

    /// <summary>The inverse of 5^power modulo 2^64 by Newton's iteration, which doubles the correct bits each time.</summary>
    private static ulong InverseOfFive(int power)
    {
        ulong five = 1;
        for (; power > 0; power--) five *= 5;
        var inverse = five;
        for (var bits = 3; bits < 64; bits *= 2) inverse = unchecked(inverse * (2 - (five * inverse)));
        return inverse;
    }
}
