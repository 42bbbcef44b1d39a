using Platform.Registry.Failures;
using Platform.Watch.Invocation;

namespace Platform.Watch.Tests.Invocation;

public sealed class WatchInvocationTests
{
    [Fact]
    public void Parse_ScheduledTime_IsTheInstantToTheSecond() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 7, 59, TimeSpan.Zero), WatchArguments.Parse(["--at", "2026-03-01T10:07:59Z"], TimeProvider.System).At);

    [Theory]
    [InlineData("expected watch --at TIME", "--at")]
    [InlineData("expected watch --at TIME", "--table", "public.orders")]
    [InlineData("--at 'noon' is not a time, expected UTC such as 2026-03-01T10:07:00Z", "--at", "noon")]
    public void Parse_AnythingElse_IsUsage(string message, params string[] args)
    {
        var error = Assert.Throws<PlatformException>(() => WatchArguments.Parse(args, TimeProvider.System));

        Assert.Equal((ExitCode.Usage, message), (error.ExitCode, error.Message));
    }

    [Fact]
    public void Read_EverythingWrong_TellsAllAtOnceWithoutValues()
    {
        var error = Assert.Throws<PlatformException>(() => WatchSettings.Read(name => name == "PLATFORM_LEDGER_URL" ? "mysql://job:hunter2@host/ledger" : null));

        Assert.Equal(ExitCode.Configuration, error.ExitCode);
        Assert.StartsWith("PLATFORM_STACK is not set; PLATFORM_LEDGER_URL: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", error.Message, StringComparison.Ordinal);
    }
}
