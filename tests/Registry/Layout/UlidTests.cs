using Platform.Registry.Layout;

namespace Platform.Registry.Tests.Layout;

public class UlidTests
{
    [Fact]
    public void New_TwoInOneMillisecond_DifferAndRoundTrip()
    {
        var clock = new StoppedClock(new DateTimeOffset(2026, 3, 1, 10, 0, 0, 123, TimeSpan.Zero));
        var first = Ulid.New(clock);
        var second = Ulid.New(clock);
        Assert.NotEqual(first, second);
        Assert.Equal(clock.GetUtcNow(), first.Time);
        Assert.Equal(26, first.ToString().Length);
        Assert.True(Ulid.TryParse(first.ToString(), out var again));
        Assert.Equal(first, again);
    }

    [Fact]
    public void New_LaterTime_SortsLaterAsText()
    {
        var early = Ulid.New(new StoppedClock(DateTimeOffset.UnixEpoch.AddMilliseconds(1))).ToString();
        var late = Ulid.New(new StoppedClock(DateTimeOffset.UnixEpoch.AddMilliseconds(2))).ToString();
        Assert.True(string.CompareOrdinal(early, late) < 0);
    }

    [Theory]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAV", true)]
    [InlineData("01arz3ndektsv4rrffq69g5fav", false)]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAU", false)]
    [InlineData("81ARZ3NDEKTSV4RRFFQ69G5FAV", false)]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FA", false)]
    [InlineData("7ZZZZZZZZZZZZZZZZZZZZZZZZZ", false)]
    [InlineData(null, false)]
    public void TryParse_Text_TakesTheCanonicalFormOnly(string? text, bool accepted) => Assert.Equal(accepted, Ulid.TryParse(text, out _));

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
