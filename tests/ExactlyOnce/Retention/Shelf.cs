using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Registry.Entries;

namespace Platform.ExactlyOnce.Tests.Retention;

/// <summary>A table of whose hours three are kept, and which goes on by an hour whenever it is asked to.</summary>
internal sealed class Shelf : IDisposable
{
    private const int KeptHours = 3;

    private readonly ShelfReader _reader;

    private Shelf(Site site)
    {
        Site = site;
        _reader = new ShelfReader(site, Entry);
    }

    public static Entry Entry => Site.Entry("t") with { Keep = new Keep(TimeSpan.FromHours(KeptHours), null, null), MaxLateness = TimeSpan.FromDays(3) };

    public Site Site { get; }

    /// <summary>With four hours on a fresh site, of which the first is not kept any more.</summary>
    public static async Task<Shelf> CreateAsync(Site site)
    {
        await Load.CreateAsync(site.Source, "t", 4);
        site.Hour = new SnapshotTime(TimeProvider.System.GetUtcNow().AddHours(-48));
        var shelf = new Shelf(site);
        for (var hour = 0; hour <= KeptHours; hour++) await shelf.NextHourAsync();
        return shelf;
    }

    /// <summary>So many hours before the newest.</summary>
    public string Before(int hours) => new SnapshotTime(Site.Hour.Value.AddHours(-hours)).ToString();

    /// <summary>One more snapshot; one of those before it is not kept any more.</summary>
    public async Task NextHourAsync()
    {
        Site.Hour = new SnapshotTime(Site.Hour.Value.AddHours(1));
        await RunAsync(Site.Hour);
    }

    public async Task RunAsync(SnapshotTime at, params string[] arguments)
    {
        var newest = Site.Hour;
        Site.Hour = at;
        var run = await Site.RunAsync(Entry, arguments);
        Site.Hour = newest;
        Assert.True(run.ExitCode == 0 && run.Has("published"), run.Errors);
    }

    public OneJob StartPrune(string faults) => Site.StartOperator(Entry, faults, "prune", "--grace", "0s");

    public async Task PruneAsync()
    {
        var run = await Site.OperateAsync(Entry, "prune", "--grace", "0s");
        Assert.True(run.ExitCode == 0, run.Errors);
    }

    /// <summary>As if so much time had gone by.</summary>
    public Task AgeAsync(int days) => Site.Ledger.ExecuteAsync($"""
        update platform.attempt set started_at = started_at - interval '{days} days', ended_at = ended_at - interval '{days} days';
        update platform.lease set heartbeat_at = heartbeat_at - interval '{days} days';
        update platform.publication set intended_at = intended_at - interval '{days} days', done_at = done_at - interval '{days} days';
        """);

    /// <summary>The kept hours are there, whole, and the ledger agrees.</summary>
    public void AssertNothingLost()
    {
        var partitions = Site.Lake.Partitions(Site.Identifier(Entry));
        Assert.All(partitions, pointer => Invariants.AssertContent(Site.Lake, pointer));
        var kept = Enumerable.Range(0, KeptHours).Select(Before).ToList();
        var missing = kept.Except(partitions.Select(p => p.Parameters.SnapshotTime.ToString())).ToList();
        Totals.Snapshots(KeptHours - missing.Count, 0, missing.Count);
        Assert.Empty(missing);
        Assert.Equal(partitions[^1], Site.Lake.Latest(Site.Identifier(Entry)));
    }

    /// <summary>After a last prune: the kept hours and nothing else, in catalog, ledger and lake.</summary>
    public async Task AssertPrunedAsync()
    {
        AssertNothingLost();
        var partitions = Site.Lake.Partitions(Site.Identifier(Entry));
        Assert.Equal(KeptHours, partitions.Count);
        Assert.Equal(
            string.Join(' ', partitions.Select(p => p.Parameters.Attempt.ToString())),
            await Site.Ledger.ScalarAsync<string>("select string_agg(published_attempt, ' ' order by snapshot_time) from platform.run where pruned_at is null"));
        Assert.Equal(0, await Site.Ledger.ScalarAsync<long>("select count(*) from platform.attempt where status not in ('published', 'deleted')"));
        Assert.Equal(0, await Site.Ledger.ScalarAsync<long>("select count(*) from platform.publication where state <> 'done'"));
        Invariants.AssertHoldsOnly(Site.Lake, partitions);
        _reader.AssertSawOnlyWhole();
    }

    public void Dispose() => _reader.Dispose();
}
