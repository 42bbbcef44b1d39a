using Platform.Columns.Kernels;

namespace Platform.Columns.Tests.Kernels;

public sealed class MinMaxTests
{
    [Fact]
    public void TryFind_OfNumbersEveryLengthAndAlignment_EqualsLinq()
    {
        var random = new Random(3);
        foreach (var length in Enumerable.Range(1, 20).Concat(Enumerable.Range(254, 40)))
        {
            for (var shift = 0; shift < 4; shift++)
            {
                var longs = Enumerable.Range(0, length + shift).Select(_ => random.NextInt64(long.MinValue, long.MaxValue)).ToArray();
                var ints = longs.Select(v => (int)v).ToArray();
                var wides = longs.Select(v => (Int128)v * v * (v < 0 ? -1 : 1)).ToArray();
                var doubles = longs.Select(v => v / 3d).ToArray();
                var floats = longs.Select(v => v / 3f).ToArray();
                Assert.True(MinMax.TryFind(longs.AsSpan(shift), out long min8, out var max8));
                Assert.Equal((longs[shift..].Min(), longs[shift..].Max()), (min8, max8));
                Assert.True(MinMax.TryFind(ints.AsSpan(shift), out int min4, out var max4));
                Assert.Equal((ints[shift..].Min(), ints[shift..].Max()), (min4, max4));
                Assert.True(MinMax.TryFind(wides.AsSpan(shift), out Int128 min16, out var max16));
                Assert.Equal((wides[shift..].Min(), wides[shift..].Max()), (min16, max16));
                Assert.True(MinMax.TryFind(doubles.AsSpan(shift), out double minD, out var maxD));
                Assert.Equal((doubles[shift..].Min(), doubles[shift..].Max()), (minD, maxD));
                Assert.True(MinMax.TryFind(floats.AsSpan(shift), out float minF, out var maxF));
                Assert.Equal((floats[shift..].Min(), floats[shift..].Max()), (minF, maxF));
            }
        }
    }

    [Fact]
    public void TryFind_OfNothing_SaysSo()
    {
        Assert.False(MinMax.TryFind(ReadOnlySpan<int>.Empty, out int _, out _));
        Assert.False(MinMax.TryFind(ReadOnlySpan<long>.Empty, out long _, out _));
        Assert.False(MinMax.TryFind(ReadOnlySpan<Int128>.Empty, out Int128 _, out _));
        Assert.False(MinMax.TryFind(ReadOnlySpan<double>.Empty, out double _, out _));
        Assert.False(MinMax.TryFind([], [0], out _, out _));
    }

    [Fact]
    public void TryFind_OfNaNAlone_SaysSo()
    {
        Assert.False(MinMax.TryFind(Enumerable.Repeat(float.NaN, 3).ToArray(), out float _, out _));
        Assert.False(MinMax.TryFind(Enumerable.Repeat(double.NaN, 300).ToArray(), out double min, out var max));
        Assert.Equal((0d, 0d), (min, max));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(299)]
    public void TryFind_WithNaN_PassesItOver(int at)
    {
        var values = Enumerable.Range(1, 300).Select(i => (double)i).ToArray();
        values[at] = double.NaN;
        Assert.True(MinMax.TryFind(values, out double min, out var max));
        Assert.Equal((at == 0 ? 2d : 1d, at == 299 ? 299d : 300d), (min, max));
    }

    [Fact]
    public void TryFind_OfInfinities_FindsThem()
    {
        Assert.True(MinMax.TryFind([double.PositiveInfinity, double.NaN], out double min, out var max));
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), (min, max));
        Assert.True(MinMax.TryFind([float.NegativeInfinity, 3f], out float minF, out var maxF));
        Assert.Equal((float.NegativeInfinity, 3f), (minF, maxF));
    }

    [Fact]
    public void TryFind_OfZeros_WidensTheirSigns()
    {
        Assert.True(MinMax.TryFind([0d], out double min, out var max));
        Assert.True(double.IsNegative(min));
        Assert.True(MinMax.TryFind([-0f], out float _, out var maxF));
        Assert.False(float.IsNegative(maxF));
        Assert.False(double.IsNegative(max));
    }

    [Fact]
    public void TryFind_OfBytes_ComparesThemUnsignedAndShorterFirst()
    {
        byte[] data = [0x80, 0x7f, 0xff, 0x80, 0x00];
        Assert.True(MinMax.TryFind(data, [0, 1, 3, 5], out var min, out var max));
        Assert.Equal((1, 2), (min, max));
        Assert.True(MinMax.TryFind(data, [0, 0, 1], out min, out max));
        Assert.Equal((0, 1), (min, max));
    }
}
