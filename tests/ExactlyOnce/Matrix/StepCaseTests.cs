using Platform.ExactlyOnce.Tests.Retention;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Matrix;

public sealed class StepCaseTests
{
    [Fact]
    public void FlowSteps_EachHasACaseOfTheMatrix() => Assert.Equal(Enum.GetValues<FlowStep>().Where(s => s < FlowStep.RestorePlanned), StepCase.All.Select(c => c.Step).Union(PruneSteps.All).Order());
}
