using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Lateness;

namespace Platform.Registry.Tests.Lateness;

public sealed class LatenessRuleTests
{
    private static readonly TableName Orders = new("public", "orders");
    private static readonly SnapshotTime Ten = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(-30, false)]
    [InlineData(0, false)]
    [InlineData(3600, false)]
    public void Captured_WithinMaxLateness_IsOnTime(int seconds, bool late) =>
        Assert.Equal(new LatenessVerdict(TimeSpan.FromSeconds(seconds), late), Judge(TimeSpan.FromSeconds(seconds), acceptLate: true));

    [Fact]
    public void Captured_TooLate_IsRefusedWithBothTimes()
    {
        var error = Assert.Throws<PlatformException>(() => Judge(new TimeSpan(4, 2, 11)));

        Assert.Equal(
            "the snapshot of 2026-03-01T10:00:00Z can no longer be captured: the table would be read as of 2026-03-01T14:02:11Z, 4h 2m later, and max_lateness is 1h",
            error.Message);
        Assert.Equal("capture the current period instead, or publish the table as of 2026-03-01T14:02:11Z under 2026-03-01T10:00:00Z, marked late, with --accept-late", error.Hint);
        Assert.Equal(("too-late", ExitCode.Data, false, "public.orders"), (error.Kind, error.ExitCode, error.Retryable, error.Table));
    }

    [Fact]
    public void Captured_OneTickTooLate_IsRefusedUnlessAccepted()
    {
        var lateness = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1);

        Assert.Throws<PlatformException>(() => Judge(lateness));
        Assert.Equal(new LatenessVerdict(lateness, Late: true), Judge(lateness, acceptLate: true));
    }

    [Fact]
    public void Time_InTheFuture_IsRefusedEvenIfLateIsAccepted()
    {
        var error = Assert.Throws<PlatformException>(() => Judge(TimeSpan.FromSeconds(-31), acceptLate: true));

        Assert.Equal("snapshot time 2026-03-01T10:00:00Z lies in the future: it is 2026-03-01T09:59:29Z now", error.Message);
        Assert.Equal(("snapshot-time-in-future", ExitCode.Usage), (error.Kind, error.ExitCode));
    }

    private static LatenessVerdict Judge(TimeSpan lateness, bool acceptLate = false) =>
        LatenessRule.Judge(Orders, Ten, Ten.Value + lateness, TimeSpan.FromHours(1), acceptLate);
}
