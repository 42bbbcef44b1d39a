using Platform.Registry.Entries;
using Platform.Services.Faults;

namespace Platform.ExactlyOnce.Tests.Retention;

/// <summary>Prunes that die at each of their steps, as processes, while readers look: on directories and over HTTP.</summary>
public abstract class PruneKillTests : IAsyncDisposable
{
    private readonly ShelfPlace _place;

    private protected PruneKillTests(ShelfPlace place) => _place = place;

    [Fact]
    public async Task Kill_AtEveryStep_LosesNothingAndIsFinishedByTheNext()
    {
        using var shelf = await Shelf.CreateAsync(await _place.OpenAsync());
        foreach (var step in PruneSteps.WithRemoval)
        {
            await shelf.NextHourAsync();
            using (var prune = shelf.StartPrune($"{step}=kill")) await prune.DiedAsync();
            shelf.AssertNothingLost();
        }

        await shelf.PruneAsync();

        await shelf.AssertPrunedAsync();
    }

    /// <summary>The job prunes after it has published, with its day of grace.</summary>
    [Fact]
    public async Task Kill_AtEveryStepOfTheJobsOwn_LosesNothingAndIsFinishedByTheNextJob()
    {
        using var shelf = await Shelf.CreateAsync(await _place.OpenAsync());
        foreach (var step in FlowSteps.OfPrune)
        {
            // What left the catalog a day ago has its files deleted today.
            await shelf.AgeAsync(days: 2);
            shelf.Site.Hour = new SnapshotTime(shelf.Site.Hour.Value.AddHours(1));
            using (var job = shelf.Site.Start(Shelf.Entry, $"{step}=kill")) await job.DiedAsync();
            shelf.AssertNothingLost();
        }

        await shelf.AgeAsync(days: 2);
        await shelf.NextHourAsync();
        Assert.Equal(0, await shelf.Site.Ledger.ScalarAsync<long>("select count(*) from platform.attempt where status = 'deleting'"));
        await shelf.PruneAsync();
        await shelf.AssertPrunedAsync();
    }

    public ValueTask DisposeAsync() => _place.DisposeAsync();
}

public sealed class DirectoryPruneKillTests() : PruneKillTests(new ShelfPlace(overHttp: false));

public sealed class CloudPruneKillTests() : PruneKillTests(new ShelfPlace(overHttp: true));
