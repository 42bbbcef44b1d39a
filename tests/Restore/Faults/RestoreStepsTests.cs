using Platform.Services.Faults;

namespace Platform.Restore.Tests.Faults;

public sealed class RestoreStepsTests
{
    [Fact]
    public void FlowSteps_EachOfARestoreIsInTheMatrix() =>
        Assert.Equal(FlowSteps.OfRestore, RestoreSteps.Covered);
}
