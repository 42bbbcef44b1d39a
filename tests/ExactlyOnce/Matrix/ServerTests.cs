using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.LocalStack.Cluster;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Matrix;

/// <summary>The server, source's and ledger's at once, restarts, crashes or goes away for a while: one process attempt must do.</summary>
public sealed class ServerTests(OwnServer own) : IClassFixture<OwnServer>
{
    public static TheoryData<FlowStep> Steps =>
        [.. StepCase.All.Select(c => c.Step).Where(s => Form.IsLong || s is FlowStep.SnapshotOpened or FlowStep.PartWriting or FlowStep.ManifestWritten or FlowStep.Decided or FlowStep.PartitionPut)];

    [Theory]
    [MemberData(nameof(Steps))]
    public Task Restart_AtAStep_TheSameProcessPublishesOnce(FlowStep step) =>
        InterruptAsync(step, () => own.Server.Cluster.RestartAsync(step < FlowStep.Decided ? StopMode.Fast : StopMode.Immediate));

    [Fact]
    public Task Away_DuringTheCopy_TheSameProcessPublishesOnce() => InterruptAsync(FlowStep.PartWriting, AwayAsync);

    [Fact]
    public Task Away_AfterTheDecision_TheSameProcessPublishesOnce() => InterruptAsync(FlowStep.Decided, AwayAsync);

    private async Task AwayAsync()
    {
        await own.Server.Cluster.KillAsync();
        await Task.Delay(Form.Of(TimeSpan.FromSeconds(4), TimeSpan.FromMinutes(5)));
        await own.Server.Cluster.RestartAsync();
    }

    private async Task InterruptAsync(FlowStep step, Func<Task> interrupt)
    {
        using var site = await Site.CreateAsync(own.Server);
        await using var load = await Load.StartAsync(site.Source, "t");
        var entry = Site.Entry("t");
        using var reader = new CatalogReader(site, entry);
        using var job = site.Start(entry, $"{step}=stop");
        await job.StoppedAsync();
        var interrupting = interrupt();
        job.Continue();
        await interrupting;

        var run = await job.EndAsync();

        Assert.True(run.ExitCode == 0, run.Errors);
        await Invariants.AssertAsync(site, entry);
        reader.AssertSawOnlyWhole();
    }
}
