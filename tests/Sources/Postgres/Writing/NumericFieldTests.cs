using System.Buffers.Binary;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Writing;

namespace Platform.Sources.Postgres.Tests.Writing;

/// <summary>The writing of numeric against its reading, which is held to the server's own text elsewhere.</summary>
public sealed class NumericFieldTests
{
    private static readonly Int128 Largest = Int128.Parse("99999999999999999999999999999999999999");

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("-10000")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("-99999999999999999999999999999999999999")]
    [InlineData("18446744073709551616")]
    [InlineData("10000000000000000000000000000000000000")]
    public void Write_EveryScale_ReadsBackTheSame(string unscaled)
    {
        for (var scale = 0; scale <= 38; scale++) ReadsBack(Int128.Parse(unscaled), scale);
    }

    [Fact]
    public void Write_RandomValues_ReadBackTheSame()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var digits = string.Concat(Enumerable.Range(0, random.Next(1, 39)).Select(_ => random.Next(3) == 0 ? '0' : (char)('0' + random.Next(10))));
            ReadsBack(Int128.Parse(digits) * (random.Next(2) == 0 ? 1 : -1), random.Next(39));
        }
    }

    private static void ReadsBack(Int128 unscaled, int scale)
    {
        var field = new byte[NumericField.MaxBytes];
        var length = NumericField.Write(unscaled, scale, field);
        Assert.Equal(NumericOutcome.Exact, NumericDigits.TryRead(field.AsSpan(0, length), scale, (UInt128)Largest, out var read));
        Assert.Equal(unscaled, read);
        Assert.Equal(scale, BinaryPrimitives.ReadInt16BigEndian(field.AsSpan(6)));
        // The server's own form has no zero groups at either end.
        if (length > 8) Assert.True(BinaryPrimitives.ReadInt16BigEndian(field.AsSpan(8)) != 0 && BinaryPrimitives.ReadInt16BigEndian(field.AsSpan(length - 2)) != 0);
    }
}
