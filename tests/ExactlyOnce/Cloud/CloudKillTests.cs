using Platform.ExactlyOnce.Tests.Matrix;
using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Cloud;

/// <summary>SIGKILL at every boundary, over HTTP.</summary>
public sealed class CloudKillTests
{
    [Theory]
    [MemberData(nameof(StepCase.Steps), MemberType = typeof(StepCase))]
    public async Task Kill_AtEveryStep_TheNextRunPublishesOnce(FlowStep step)
    {
        await using var cloud = await CloudSite.CreateAsync();
        await using var load = await Load.StartAsync(cloud.Site.Source, "t");
        using var reader = new CatalogReader(cloud.Site, CloudSite.Entry);
        using (var job = cloud.Site.Start(CloudSite.Entry, $"{step}=kill")) await job.DiedAsync();
        Assert.Equal(StepCase.Of(step).Visible, cloud.Site.Shown(CloudSite.Entry) is not null);
        var first = await cloud.Site.NewestAttemptAsync();

        var next = await cloud.Site.RunAsync(CloudSite.Entry);

        Assert.True(next.ExitCode == 0, next.Errors);
        var published = await Invariants.AssertAsync(cloud.Site, CloudSite.Entry);
        Assert.Equal(StepCase.Of(step).Decided, published.Parameters.Attempt.ToString() == first);
        reader.AssertSawOnlyWhole();
    }
}
