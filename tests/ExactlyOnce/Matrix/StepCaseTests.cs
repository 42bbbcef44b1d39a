using Platform.Registry.Faults;
using Platform.Services.Faults;

namespace Platform.ExactlyOnce.Tests.Matrix;

public sealed class StepCaseTests
{
    [Fact]
    public void FlowSteps_EachOfARunHasACaseOfTheMatrix() => Assert.Equal(FlowSteps.OfRun, StepCase.All.Select(c => c.Step).Order());

    [Fact]
    public void FlowSteps_EachBelongsToARunAPruneOrARestore() =>
        Assert.Equal(Enum.GetValues<FlowStep>(), [.. FlowSteps.OfRun, .. FlowSteps.OfPrune, .. FlowSteps.OfRestore]);
}
