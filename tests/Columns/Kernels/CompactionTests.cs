using Platform.Columns.Batches;
using Platform.Columns.Kernels;

namespace Platform.Columns.Tests.Kernels;

public sealed class CompactionTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.02)]
    [InlineData(0.5)]
    [InlineData(0.98)]
    [InlineData(1.0)]
    public void Compact_EveryLength_KeepsThePresentInOrder(double nulls)
    {
        for (var length = 0; length <= 200; length++)
        {
            var (slots, validity) = Random(length, nulls);
            var present = new long[length];
            var count = Compaction.Compact(slots, validity, present);
            Assert.Equal(slots.Where((_, i) => validity[i]), present[..count]);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.02)]
    [InlineData(0.5)]
    [InlineData(0.98)]
    [InlineData(1.0)]
    public void PresentRuns_EveryLength_CoverThePresentAndNothingElse(double nulls)
    {
        for (var length = 0; length <= 200; length++)
        {
            var (_, validity) = Random(length, nulls);
            var covered = new List<int>();
            var runs = new PresentRuns(validity);
            var last = -1;
            while (runs.MoveNext())
            {
                Assert.True(runs.From > last && runs.ToExcl > runs.From && runs.ToExcl <= length);
                covered.AddRange(Enumerable.Range(runs.From, runs.ToExcl - runs.From));
                last = runs.ToExcl;
            }

            Assert.Equal(Enumerable.Range(0, length).Where(i => validity[i]), covered);
        }
    }

    [Fact]
    public void Compact_IntoTooLittleRoom_IsRefused()
    {
        var (slots, validity) = Random(10, 0.5);
        Assert.Throws<ArgumentOutOfRangeException>(() => Compaction.Compact(slots, validity, new long[9]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Compaction.Compact(slots.AsSpan(1), validity, new long[10]));
    }

    private static (long[] Slots, Validity Validity) Random(int length, double nulls)
    {
        var random = new Random(length);
        var validity = new Validity();
        var slots = new long[length];
        for (var i = 0; i < length; i++)
        {
            slots[i] = random.NextInt64();
            validity.Append(random.NextDouble() >= nulls);
        }

        return (slots, validity);
    }
}
