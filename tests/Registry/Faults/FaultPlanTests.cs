using Platform.Registry.Failures;
using Platform.Registry.Faults;

namespace Platform.Registry.Tests.Faults;

public sealed class FaultPlanTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Parse_Unset_IsNoPlan(string? text) => Assert.Null(FaultPlan.Parse(text));

    [Fact]
    public void Parse_EveryWord_IsUnderstood()
    {
        var plan = FaultPlan.Parse("Claimed=kill  PartWriting#3=stop Decided=pause:250ms Recorded=fail clock=-10m lease=3s")!;

        Assert.Equal(
            [
                new PlannedFault(FlowStep.Claimed, 1, FaultAction.Kill, default),
                new PlannedFault(FlowStep.PartWriting, 3, FaultAction.Stop, default),
                new PlannedFault(FlowStep.Decided, 1, FaultAction.Pause, TimeSpan.FromMilliseconds(250)),
                new PlannedFault(FlowStep.Recorded, 1, FaultAction.Fail, default),
            ],
            plan.Faults);
        Assert.Equal(TimeSpan.FromMinutes(-10), plan.ClockOffset);
        Assert.Equal(TimeSpan.FromSeconds(3), plan.Lease);
    }

    [Theory]
    [InlineData("Nowhere=kill")]
    [InlineData("7=kill")]
    [InlineData("Claimed")]
    [InlineData("Claimed=explode")]
    [InlineData("Claimed=pause")]
    [InlineData("Claimed#x=kill")]
    [InlineData("clock=10m")]
    [InlineData("lease=soon")]
    public void Parse_AnotherWord_IsRefused(string text)
    {
        var error = Assert.Throws<PlatformException>(() => FaultPlan.Parse(text));

        Assert.Equal(
            $"faults: PLATFORM_FAULTS: '{text}' is not a fault, expected such as PartWriting=kill, Decided#1=pause:2s, clock=+10m or lease=3s",
            $"{error.Kind}: {error.Message}");
        Assert.Equal(ExitCode.Configuration, error.ExitCode);
    }

    [Fact]
    public async Task Reached_AtTheNthTime_FailsThenAndNeverElse()
    {
        var faults = new InjectedFaults(FaultPlan.Parse("Proved#2=fail")!, TimeProvider.System);

        await faults.ReachedAsync(FlowStep.Proved, CancellationToken.None);
        await faults.ReachedAsync(FlowStep.Decided, CancellationToken.None);
        var error = await Assert.ThrowsAsync<PlatformException>(async () => await faults.ReachedAsync(FlowStep.Proved, CancellationToken.None));
        await faults.ReachedAsync(FlowStep.Proved, CancellationToken.None);

        Assert.True(error.Retryable);
        Assert.Equal("injected-fault", error.Kind);
    }
}
