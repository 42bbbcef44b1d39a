using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Matrix;

/// <summary>pg_terminate_backend on every connection of the process, at every boundary: it recovers by itself.</summary>
public sealed class CutTests
{
    [Theory]
    [MemberData(nameof(StepCase.Steps), MemberType = typeof(StepCase))]
    public async Task Cut_AtEveryStep_TheSameProcessPublishesOnce(FlowStep step)
    {
        using var site = await Site.CreateAsync();
        await using var load = await Load.StartAsync(site.Source, "t");
        var entry = Site.Entry("t");
        using var reader = new CatalogReader(site, entry);
        using var job = site.Start(entry, $"{step}=stop");
        await job.StoppedAsync();
        await job.CutAsync(site.Ledger);
        job.Continue();

        var run = await job.EndAsync();

        Assert.True(run.ExitCode == 0, run.Errors);
        await Invariants.AssertAsync(site, entry);
        reader.AssertSawOnlyWhole();
    }

    /// <summary>A replacement whose answer was lost after the decision is finished, not made again.</summary>
    [Theory]
    [InlineData(FlowStep.Decided)]
    [InlineData(FlowStep.MarkedSent)]
    [InlineData(FlowStep.ReadBack)]
    public async Task Fail_AfterTheDecisionOfAReplacement_ReplacesOnce(FlowStep step)
    {
        using var site = await Site.CreateAsync();
        await Load.CreateAsync(site.Source, "t", 20);
        var entry = Site.Entry("t");
        var first = await site.RunAsync(entry);
        Assert.True(first.ExitCode == 0, first.Errors);
        using var job = site.Start(entry, $"{step}=fail", "--force");

        var run = await job.EndAsync();

        Totals.Fault();
        Assert.True(run.ExitCode == 0, run.Errors);
        await Invariants.AssertAsync(site, entry, publications: 2);
    }
}
