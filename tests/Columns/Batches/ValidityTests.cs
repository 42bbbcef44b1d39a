using Platform.Columns.Batches;

namespace Platform.Columns.Tests.Batches;

public sealed class ValidityTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Validity_AppendedInEveryWay_EqualsListOfBooleans(int seed)
    {
        var random = new Random(seed);
        var validity = new Validity();
        var expected = new List<bool>();
        for (var round = 0; round < 200; round++)
        {
            var count = random.Next(0, 150);
            switch (random.Next(4))
            {
                case 0:
                    validity.AppendPresent(count);
                    expected.AddRange(Enumerable.Repeat(true, count));
                    break;
                case 1:
                    validity.AppendNulls(count);
                    expected.AddRange(Enumerable.Repeat(false, count));
                    break;
                case 2:
                    var words = new ulong[(count + 63) / 64];
                    foreach (ref var word in words.AsSpan()) word = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
                    validity.AppendBits(words, count);
                    expected.AddRange(Enumerable.Range(0, count).Select(i => (words[i / 64] >> (i % 64) & 1) != 0));
                    break;
                default:
                    var present = random.Next(2) == 0;
                    validity.Append(present);
                    expected.Add(present);
                    break;
            }

            if (round % 50 == 49) AssertEqual(expected, validity);
        }

        AssertEqual(expected, validity);
    }

    [Fact]
    public void Validity_ClearedAndFilledAgain_HoldsNothingOfBefore()
    {
        var validity = new Validity();
        validity.AppendPresent(200);
        Assert.Equal(4, validity.Words.Length);
        validity.Clear();
        validity.AppendNulls(130);
        validity.Append(true);
        Assert.Equal(130, validity.NullCount);
        Assert.Equal([0UL, 0UL, 1UL << 2], validity.Words.ToArray());
    }

    [Fact]
    public void Validity_IndexPastTheEnd_IsRefused()
    {
        var validity = new Validity();
        validity.AppendPresent(3);
        Assert.Throws<ArgumentOutOfRangeException>(() => validity[3]);
    }

    private static void AssertEqual(List<bool> expected, Validity validity)
    {
        Assert.Equal(expected.Count, validity.Count);
        Assert.Equal(expected.Count(p => !p), validity.NullCount);
        Assert.Equal(expected.Count(p => p), validity.PresentCount);
        for (var i = 0; i < expected.Count; i++) Assert.Equal(expected[i], validity[i]);
        var words = validity.Words;
        Assert.Equal((expected.Count + 63) / 64, words.Length);
        for (var i = 0; i < words.Length * 64; i++) Assert.Equal(i < expected.Count && expected[i], (words[i / 64] >> (i % 64) & 1) != 0);
    }
}
