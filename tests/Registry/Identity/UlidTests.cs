using Platform.Registry.Identity;

namespace Platform.Registry.Tests.Identity;

public sealed class UlidTests
{
    [Fact]
    public void Text_RoundTrips_AndCarriesItsTime()
    {
        var ulid = Ulid.New(TimeProvider.System);

        Assert.Equal(26, ulid.ToString().Length);
        Assert.Equal(ulid, Ulid.Parse(ulid.ToString()));
        Assert.Equal(ulid, Ulid.Parse(ulid.ToString().ToLowerInvariant()));
        Assert.InRange(TimeProvider.System.GetUtcNow() - ulid.Time, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Time_OfTheSpecificationsExample_IsItsMillisecond()
    {
        // github.com/ulid/spec: 01ARZ3NDEK is the time, 1469922850259.
        Assert.Equal(1469922850259, Ulid.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV").Time.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Order_OfTextAndValue_IsTheSame()
    {
        var ulids = Enumerable.Range(0, 100).Select(_ => Ulid.New(TimeProvider.System)).ToList();

        Assert.Equal(ulids.Order().Select(u => u.ToString()), ulids.Select(u => u.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(100, ulids.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FA")]
    [InlineData("81ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAU")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FA-")]
    public void Text_ThatIsNone_IsRefused(string text)
    {
        Assert.False(Ulid.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Ulid.Parse(text));
    }
}
