using Platform.Columns.Dictionaries;

namespace Platform.Columns.Tests.Dictionaries;

public sealed class DistinctEstimateTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(10_000)]
    [InlineData(50_000)]
    [InlineData(100_000)]
    public void Foresee_OfUniformDraws_IsWithinATenth(int domain)
    {
        const int values = 122_880;
        var random = new Random(domain);
        var sample = Enumerable.Range(0, 4096).Select(_ => random.Next(domain)).Distinct().Count();
        var truth = Enumerable.Range(0, values).Select(_ => random.Next(domain)).Distinct().Count();
        Assert.InRange(DistinctEstimate.Foresee(4096, sample, values), truth * 0.9, truth * 1.1);
    }

    [Fact]
    public void Foresee_OfASampleWithoutRepeats_IsEveryValue() => Assert.Equal(122_880, DistinctEstimate.Foresee(4096, 4096, 122_880));

    [Fact]
    public void Foresee_OfOneValue_IsOne() => Assert.Equal(1, DistinctEstimate.Foresee(4096, 1, 122_880));

    [Theory]
    [InlineData(4096, 4096, 122_880, false)]
    [InlineData(4096, 1024, 122_880, true)]
    public void Promises_OfASample_FollowsTheForeseenSize(int sampled, int distinct, int values, bool expected) =>
        Assert.Equal(expected, new DictionaryBudget(values, 8L * values).Promises(sampled, distinct, 8L * distinct));
}
