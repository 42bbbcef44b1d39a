using System.Diagnostics;
using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Matrix;

/// <summary>The lake's disk fills up, at every boundary, and has room again a moment later. Mounts a small file system, which needs root.</summary>
public sealed class DiskTests
{
    public static TheoryData<FlowStep> Steps =>
        [.. StepCase.All.Select(c => c.Step).Where(s => Form.IsLong || s is FlowStep.PartOpened or FlowStep.Recorded or FlowStep.ManifestWritten or FlowStep.MarkedSent or FlowStep.PartitionPut)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task DiskFull_AtAStep_TheSameProcessPublishesOnce(FlowStep step)
    {
        using var site = await Site.CreateAsync();
        Mount("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", site.Lake);
        try
        {
            await using var load = await Load.StartAsync(site.Source, "t");
            var entry = Site.Entry("t");
            using var reader = new CatalogReader(site, entry);
            using var job = site.Start(entry, $"{step}=stop");
            await job.StoppedAsync();
            var filler = Fill(site.Lake);
            job.Continue();
            // After the last write of the flow a full disk is no matter.
            if (step < FlowStep.LatestMoved) await job.SeenAsync("retrying");
            File.Delete(filler);

            var run = await job.EndAsync();

            Assert.True(run.ExitCode == 0, run.Errors);
            await Invariants.AssertAsync(site, entry);
            reader.AssertSawOnlyWhole();
        }
        finally
        {
            Mount("umount", "--lazy", site.Lake);
        }
    }

    /// <summary>Writes until nothing more fits.</summary>
    private static string Fill(string directory)
    {
        var path = Path.Combine(directory, "_catalog-filler");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            return path;
        }
    }

    private static void Mount(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {error}");
    }
}
