using Platform.Registry.Times;

namespace Platform.Registry.Tests.Times;

public sealed class UtcTextTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void Text_OfALocalTime_IsUtc()
    {
        Assert.Equal("2026-03-01T10:00:00Z", UtcText.Seconds(Noon));
        Assert.Equal("2026-03-01T10:00:00Z", UtcText.Milliseconds(Noon));
        Assert.Equal("2026-03-01T10:00:00.000000Z", UtcText.Microseconds(Noon));
    }

    [Fact]
    public void Text_OfAFraction_IsCutToItsForm()
    {
        var time = Noon.AddTicks(2_501_239);
        Assert.Equal("2026-03-01T10:00:00Z", UtcText.Seconds(time));
        Assert.Equal("2026-03-01T10:00:00.25Z", UtcText.Milliseconds(time));
        Assert.Equal("2026-03-01T10:00:00.250123Z", UtcText.Microseconds(time));
    }
}
