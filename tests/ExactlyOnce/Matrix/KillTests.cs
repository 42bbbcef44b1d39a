using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Matrix;

/// <summary>SIGKILL at every boundary.</summary>
public sealed class KillTests
{
    [Theory]
    [MemberData(nameof(StepCase.Steps), MemberType = typeof(StepCase))]
    public async Task Kill_AtEveryStep_TheNextRunPublishesOnce(FlowStep step)
    {
        using var site = await Site.CreateAsync();
        await using var load = await Load.StartAsync(site.Source, "t");
        var entry = Site.Entry("t");
        using var reader = new CatalogReader(site, entry);
        using (var job = site.Start(entry, $"{step}=kill")) await job.DiedAsync();
        await AssertLeftAsync(site, StepCase.Of(step));
        var first = await site.NewestAttemptAsync();

        var next = await site.RunAsync(entry);

        Assert.True(next.ExitCode == 0, next.Errors);
        var published = await Invariants.AssertAsync(site, entry);
        // What was decided is published, and what was not is not.
        Assert.Equal(StepCase.Of(step).Decided, published.Parameters.Attempt.ToString() == first);
        reader.AssertSawOnlyWhole();
    }

    [Theory]
    [InlineData("PartWriting#2")]
    [InlineData("PartWriting#4")]
    public async Task Kill_FurtherOnInAStream_TheNextRunPublishesOnce(string where)
    {
        using var site = await Site.CreateAsync();
        await using var load = await Load.StartAsync(site.Source, "t", batches: 60);
        var entry = Site.Entry("t");
        using var reader = new CatalogReader(site, entry);
        using (var job = site.Start(entry, $"{where}=kill")) await job.DiedAsync();

        var next = await site.RunAsync(entry);

        Assert.True(next.ExitCode == 0, next.Errors);
        await Invariants.AssertAsync(site, entry);
        reader.AssertSawOnlyWhole();
    }

    /// <summary>A crowd of dead attempts, then one that lives.</summary>
    [Fact]
    public async Task Kill_OneAfterAnotherAtEachStep_PublishesOnce()
    {
        using var site = await Site.CreateAsync();
        await using var load = await Load.StartAsync(site.Source, "t");
        var entry = Site.Entry("t");
        using var reader = new CatalogReader(site, entry);
        foreach (var step in Form.Of([FlowStep.PartWriting, FlowStep.ManifestWritten], StepCase.All.Where(c => !c.Decided).Select(c => c.Step).ToArray()))
        {
            using var job = site.Start(entry, $"{step}=kill");
            await job.DiedAsync();
        }

        // The first of these decides and dies; the others each finish a little more of it.
        foreach (var step in new[] { FlowStep.Decided, FlowStep.MarkedSent, FlowStep.PartitionPut })
        {
            using var job = site.Start(entry, $"{step}=kill");
            await job.DiedAsync();
        }

        var last = await site.RunAsync(entry);

        Assert.True(last.ExitCode == 0, last.Errors);
        Assert.True(last.Has("skipped"), last.Errors);
        await Invariants.AssertAsync(site, entry);
        reader.AssertSawOnlyWhole();
    }

    private static async Task AssertLeftAsync(Site site, StepCase step)
    {
        Assert.Equal(step.Decided ? 1 : 0, await site.Ledger.ScalarAsync<long>("select count(*) from platform.publication"));
        Assert.Equal(step.Visible, site.Shown(Site.Entry("t")) is not null);
    }
}
