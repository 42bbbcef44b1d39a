using System.Numerics;
using Platform.Sources.Postgres.Decoding;
using static Platform.Sources.Postgres.Tests.Decoding.CopyStreamBuilder;

namespace Platform.Sources.Postgres.Tests.Decoding;

/// <summary>The two readers of numeric against each other and against big integers.</summary>
public sealed class NumericDigitsTests
{
    [Fact]
    public void TryReadShort_WhereItAnswers_AgreesWithExactArithmetic()
    {
        const int Seed = 20260301;
        var random = new Random(Seed);
        var answered = 0;
        for (var i = 0; i < 300_000; i++)
        {
            var scale = random.Next(0, 19);
            var limit = (UInt128)BigInteger.Pow(10, random.Next(Math.Max(1, scale), 19)) - 1;
            var table = NumericScaling.Table((ulong)limit);
            var weight = random.Next(-6, 6);
            short[] digits = [.. Enumerable.Range(0, random.Next(0, 7)).Select(_ => (short)(random.Next(3) == 0 ? random.Next(100) * 100 : random.Next(10000)))];
            var negative = random.Next(2) == 0;
            var field = Numeric(weight, negative, digits);
            byte[] padded = [.. field, .. new byte[64]];
            var exact = Exact(weight, negative, digits, scale, limit);

            var outcome = NumericDigits.TryRead(field, scale, limit, out var value);
            Assert.True(exact == (outcome == NumericOutcome.Exact ? value : null), $"seed {Seed} case {i}: {outcome} {value} instead of {exact}");
            if (!NumericDigits.TryReadShort(ref padded[0], field.Length, scale, ref table[0], out var shortValue)) continue;
            answered++;
            Assert.True(exact == shortValue, $"seed {Seed} case {i}: {shortValue} instead of {exact}");
        }

        Assert.InRange(answered, 20_000, 300_000);
    }

    [Theory]
    [InlineData("0000")]
    [InlineData("0001000000000000")]
    [InlineData("00000000000000000000")]
    [InlineData("FFFF000000000000")]
    [InlineData("0001000000000000FFFF")]
    [InlineData("00010000000000002710")]
    [InlineData("0001000012340000 0001")]
    public void TryRead_NotANumeric_IsMalformedForBoth(string hex)
    {
        var field = Convert.FromHexString(hex.Replace(" ", ""));
        byte[] padded = [.. field, .. new byte[64]];
        var table = NumericScaling.Table(999_999);
        Assert.Equal(NumericOutcome.Malformed, NumericDigits.TryRead(field, 2, 999_999, out _));
        Assert.False(NumericDigits.TryReadShort(ref padded[0], field.Length, 2, ref table[0], out _));
    }

    /// <summary>The unscaled value, or null where it is not exact or over the limit.</summary>
    private static Int128? Exact(int weight, bool negative, short[] digits, int scale, UInt128 limit)
    {
        var numerator = BigInteger.Zero;
        foreach (var digit in digits) numerator = (numerator * 10_000) + digit;
        var exponent = (4 * (weight - digits.Length + 1)) + scale;
        if (exponent >= 0) numerator *= BigInteger.Pow(10, exponent);
        else numerator = BigInteger.DivRem(numerator, BigInteger.Pow(10, -exponent), out var rest) is var quotient && rest.IsZero ? quotient : BigInteger.MinusOne;
        if (numerator < 0 || numerator > (BigInteger)limit) return null;
        return negative ? -(Int128)numerator : (Int128)numerator;
    }
}
