using Platform.Infra.Plan;

namespace Platform.Infra.Tests.Plan;

public sealed class StackPlanTests
{
    [Fact]
    public async Task Plan_SameInputsTwice_SameBytes()
    {
        var first = (await StackPlan.OfAsync(Samples.Inputs)).ToJson();
        var second = (await StackPlan.OfAsync(Samples.Inputs)).ToJson();
        Assert.Equal(first, second);
        if (Environment.GetEnvironmentVariable("SHOW") is { } path) File.WriteAllText(path, (await StackPlan.OfAsync(Samples.Inputs)).ToGolden());
    }
}
