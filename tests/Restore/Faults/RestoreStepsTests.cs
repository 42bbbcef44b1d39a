using Platform.Registry.Faults;

namespace Platform.Restore.Tests.Faults;

public sealed class RestoreStepsTests
{
    [Fact]
    public void FlowSteps_EachOfARestoreIsInTheMatrix() =>
        Assert.Equal(Enum.GetValues<FlowStep>().Where(s => s >= FlowStep.RestorePlanned), RestoreSteps.Covered);
}
