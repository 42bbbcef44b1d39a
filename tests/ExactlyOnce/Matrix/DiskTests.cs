using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Matrix;

/// <summary>The lake's disk fills up, at every boundary, and has room again a moment later.</summary>
public sealed class DiskTests
{
    public static TheoryData<FlowStep> Steps =>
        [.. StepCase.All.Select(c => c.Step).Where(s => Form.IsLong || s is FlowStep.PartOpened or FlowStep.Recorded or FlowStep.ManifestWritten or FlowStep.MarkedSent or FlowStep.PartitionPut)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task DiskFull_AtAStep_TheSameProcessPublishesOnce(FlowStep step)
    {
        using var site = await Site.CreateAsync();
        using var disk = SmallDisk.Mount(site.Lake.Uri.LocalPath, mebibytes: 16);
        await using var load = await Load.StartAsync(site.Source, "t");
        var entry = Site.Entry("t");
        using var reader = new CatalogReader(site, entry);
        using var job = site.Start(entry, $"{step}=stop");
        await job.StoppedAsync();
        disk.Fill();
        job.Continue();
        // After the last write of the flow a full disk is no matter.
        if (step < FlowStep.LatestMoved) await job.SeenAsync("retrying");
        disk.Free();

        var run = await job.EndAsync();

        Assert.True(run.ExitCode == 0, run.Errors);
        await Invariants.AssertAsync(site, entry);
        reader.AssertSawOnlyWhole();
    }
}
