using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Matrix;

/// <summary>SIGSTOP at every boundary, past the lease, while another process takes the run over or finishes it; then SIGCONT.</summary>
public sealed class StopTests
{
    [Theory]
    [MemberData(nameof(StepCase.Steps), MemberType = typeof(StepCase))]
    public async Task Stop_PastTheLeaseThenContinue_PublishesOnce(FlowStep step)
    {
        using var site = await Site.CreateAsync();
        await using var load = await Load.StartAsync(site.Source, "t");
        var entry = Site.Entry("t");
        using var reader = new CatalogReader(site, entry);
        using var frozen = site.Start(entry, $"{step}=stop");
        await frozen.StoppedAsync();
        var first = await site.NewestAttemptAsync();

        var other = await site.RunAsync(entry);

        Assert.True(other.ExitCode == 0, other.Errors);
        var published = await Invariants.AssertAsync(site, entry, over: false);
        Assert.Equal(StepCase.Of(step).Decided, published.Parameters.Attempt.ToString() == first);
        frozen.Continue();
        var woken = await frozen.EndAsync();
        Assert.True(woken.ExitCode == 0, woken.Errors);
        Assert.Equal(published, await Invariants.AssertAsync(site, entry));
        reader.AssertSawOnlyWhole();
    }
}

/// <summary>Frozen between the decision and the end, while others finish its publication and replace it: the woken one must not bring its own back.</summary>
public sealed class StopAndReplaceTests
{
    public static TheoryData<FlowStep> Decided => [.. StepCase.All.Where(c => c.Decided).Select(c => c.Step)];

    [Theory]
    [MemberData(nameof(Decided))]
    public async Task Stop_WhileReplaced_TheReplacementStays(FlowStep step)
    {
        using var site = await Site.CreateAsync();
        await using var load = await Load.StartAsync(site.Source, "t");
        var entry = Site.Entry("t");
        using var reader = new CatalogReader(site, entry);
        using var frozen = site.Start(entry, $"{step}=stop");
        await frozen.StoppedAsync();

        var replacement = await site.RunAsync(entry, "--force");

        Assert.True(replacement.ExitCode == 0 && replacement.Has("published"), replacement.Errors);
        frozen.Continue();
        var woken = await frozen.EndAsync();
        Assert.True(woken.ExitCode == 0, woken.Errors);
        var published = await Invariants.AssertAsync(site, entry, publications: 2);
        Assert.Equal(replacement.Location, published.Location.AbsoluteUri);
        reader.AssertSawOnlyWhole();
    }
}
