using Platform.Infra.Plan;
using Platform.Infra.Settings;

namespace Platform.Infra.Tests.Plan;

public sealed class GoldenPlanTests
{
    public static TheoryData<string> Stacks => [.. Directory.GetFiles(Path.Combine(Checkout.Root, "stacks"), "Pulumi.*.yaml")
        .Select(file => Path.GetFileNameWithoutExtension(file)["Pulumi.".Length..])
        .Where(stack => stack != "local")
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task CommittedPlan_IsTheOneThatRegistryAndSettingsGive(string stack)
    {
        var stacks = Path.Combine(Checkout.Root, "stacks");
        var plan = await StackPlan.OfAsync(StackFiles.Load(stacks, Path.Combine(stacks, "registry"), stack));
        var path = Path.Combine(Checkout.Root, GoldenPlan.RelativePath(stack));
        var committed = File.Exists(path) ? PlanDocument.Read(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)) : new PlanDocument(stack, [], []);
        var diff = PlanDiff.Of(committed, plan.Expanded);
        Assert.True(diff.IsEmpty && committed.ToGolden() == plan.ToGolden(),
            $"{GoldenPlan.RelativePath(stack)} is not what the registry gives; after a look at the difference: ./platform plan --stack {stack} --write\n{PlanDiffText.Text(diff, "the committed plan")}");
    }

    [Fact]
    public void At_UnknownRevision_IsAUsageError()
    {
        var failure = Assert.Throws<Registry.Failures.PlatformException>(() => GoldenPlan.At(Checkout.Root, "dev", "no-such-revision"));
        Assert.Equal("git knows no revision 'no-such-revision'", failure.Message);
        Assert.Equal(Registry.Failures.ExitCode.Usage, failure.ExitCode);
    }
}
