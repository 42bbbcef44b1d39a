using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Registry.Tests.Entries;

public class SnapshotTimeTests
{
    [Theory]
    [InlineData("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01T10", "2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01T10Z", "2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01T10:59:59Z", "2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01T10:30+02:00", "2026-03-01T08:00:00Z")]
    [InlineData("2026-03-01T10:00:00+00:00", "2026-03-01T10:00:00Z")]
    public void Parse_Time_IsItsHourInUtc(string text, string expected) => Assert.Equal(expected, SnapshotTime.Parse(text).ToString());

    [Theory]
    [InlineData("now")]
    [InlineData("")]
    [InlineData("2026-03-01")]
    [InlineData("2026-02-30T10")]
    [InlineData("2026-03-01T10:00:00")]
    [InlineData("2026-03-01T24")]
    [InlineData("0001-01-01T00")]
    [InlineData("9999-12-31T23")]
    public void Parse_NoTime_IsAUsageError(string text)
    {
        var failure = Assert.Throws<PlatformException>(() => SnapshotTime.Parse(text));
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.Equal($"'{text}' is not a snapshot time", failure.Message);
        Assert.Equal("write an hour in UTC, such as 2026-03-01T10:00:00Z or 2026-03-01T10", failure.Hint);
    }
}
