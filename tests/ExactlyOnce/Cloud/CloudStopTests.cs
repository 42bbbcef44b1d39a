using Platform.ExactlyOnce.Tests.Matrix;
using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Cloud;

/// <summary>SIGSTOP past the lease, around the decision and the calls to the catalog, then SIGCONT, over HTTP.</summary>
public sealed class CloudStopTests
{
    public static TheoryData<FlowStep> Frozen =>
        [.. StepCase.All.Select(c => c.Step).Where(s => Form.IsLong || s is FlowStep.PartCompleted or FlowStep.Decided or FlowStep.MarkedSent or FlowStep.PartitionPut)];

    [Theory]
    [MemberData(nameof(Frozen))]
    public async Task Stop_PastTheLeaseThenContinue_PublishesOnce(FlowStep step)
    {
        await using var cloud = await CloudSite.CreateAsync();
        await using var load = await Load.StartAsync(cloud.Site.Source, "t");
        using var reader = new CatalogReader(cloud.Site, CloudSite.Entry);
        using var frozen = cloud.Site.Start(CloudSite.Entry, $"{step}=stop");
        await frozen.StoppedAsync();

        var other = await cloud.Site.RunAsync(CloudSite.Entry);

        Assert.True(other.ExitCode == 0, other.Errors);
        var published = await Invariants.AssertAsync(cloud.Site, CloudSite.Entry, over: false);
        frozen.Continue();
        var woken = await frozen.EndAsync();
        Assert.True(woken.ExitCode == 0, woken.Errors);
        Assert.Equal(published, await Invariants.AssertAsync(cloud.Site, CloudSite.Entry));
        reader.AssertSawOnlyWhole();
    }
}

/// <summary>Frozen between the decision and the end, while others finish its publication and replace it, over HTTP.</summary>
public sealed class CloudStopAndReplaceTests
{
    /// <summary>Before it is done, the replacement waits until the request of the frozen sender is dead: six minutes.</summary>
    public static TheoryData<FlowStep> Replaced => Form.Of<TheoryData<FlowStep>>([FlowStep.Done], [FlowStep.MarkedSent, FlowStep.PartitionPut, FlowStep.ReadBack, FlowStep.Done]);

    [Theory]
    [MemberData(nameof(Replaced))]
    public async Task Stop_WhileReplaced_TheReplacementWaitsAndStays(FlowStep step)
    {
        await using var cloud = await CloudSite.CreateAsync();
        await using var load = await Load.StartAsync(cloud.Site.Source, "t");
        using var reader = new CatalogReader(cloud.Site, CloudSite.Entry);
        using var frozen = cloud.Site.Start(CloudSite.Entry, $"{step}=stop");
        await frozen.StoppedAsync();

        var replacement = await cloud.Site.RunAsync(CloudSite.Entry, "--force");

        Assert.True(replacement.ExitCode == 0 && replacement.Has("published"), replacement.Errors);
        frozen.Continue();
        Assert.Equal(0, (await frozen.EndAsync()).ExitCode);
        var published = await Invariants.AssertAsync(cloud.Site, CloudSite.Entry, publications: 2);
        Assert.Equal(replacement.Location, published.Location.AbsoluteUri);
        reader.AssertSawOnlyWhole();
    }
}
