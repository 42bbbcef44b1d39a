using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;

namespace Platform.ExactlyOnce.Tests.Racing;

/// <summary>A scheduler that fires fifty times at once.</summary>
public sealed class CrowdTests
{
    private const int Crowd = 50;

    [Fact]
    public async Task Run_FiftyProcessesForOneHour_OnePublishesAndFortyNineWait()
    {
        using var site = await Site.CreateAsync();
        await using var load = await Load.StartAsync(site.Source, "t");
        var entry = Site.Entry("t");
        using var reader = new CatalogReader(site, entry);

        // So slow a first one that all the others meet its lease, which fifty processes on few cores must not starve.
        using var first = site.Start(entry, "lease=60s Proved=pause:3s");
        await first.SeenAsync("claimed");
        var others = Enumerable.Range(1, Crowd - 1).Select(_ => site.Start(entry)).ToList();
        var runs = await Task.WhenAll(others.Append(first).Select(job => job.EndAsync()));
        foreach (var job in others) job.Dispose();

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Errors));
        Assert.Equal(1, runs.Count(run => run.Has("published")));
        Assert.Equal(Crowd - 1, runs.Count(run => run.Has("skipped")));
        Assert.Equal(1, await site.Ledger.ScalarAsync<long>("select count(*) from platform.attempt"));
        await Invariants.AssertAsync(site, entry);
        reader.AssertSawOnlyWhole();
    }
}
