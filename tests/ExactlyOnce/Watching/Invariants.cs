using Platform.ExactlyOnce.Tests.Lakes;
using Platform.ExactlyOnce.Tests.Running;
using Platform.Lake.Catalog;
using Platform.Ledger;
using Platform.Publication;
using Platform.Publication.Retention;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Watching;

/// <summary>What must hold after every case, whatever happened in it.</summary>
internal static class Invariants
{
    /// <summary>The state of the one run of a site.</summary>
    public const string Facts = """
        select concat_ws(' ',
            (select string_agg(status, ',') from platform.run),
            (select count(*) from platform.attempt where status = 'published'), 'published',
            (select count(*) from platform.attempt where status in ('running', 'decided')), 'unfinished',
            (select count(*) from platform.publication where state <> 'done'), 'intended',
            (select count(*) from platform.lease where released_at is null), 'leased')
        """;

    /// <summary>One published snapshot, a state that the table had; ledger and catalog agree; nothing unfinished; every file is some attempt's that the ledger knows.</summary>
    /// <param name="site">Where.</param>
    /// <param name="entry">The one table of the site.</param>
    /// <param name="publications">How many were to be decided: 1, and one more for each forced replacement.</param>
    /// <param name="over">No process of the case runs any more: whatever was left behind goes with a prune.</param>
    public static async Task<Pointer> AssertAsync(Site site, Entry entry, int publications = 1, bool over = true)
    {
        var facts = await site.Ledger.ScalarAsync<string>(Facts);
        var decided = await site.Ledger.ScalarAsync<long>("select count(*) from platform.publication");
        var pointer = site.Shown(entry);
        Totals.Snapshots(pointer is null ? 0 : 1, Math.Max(0, decided - publications), pointer is null ? 1 : 0);

        Assert.Equal("succeeded 1 published 0 unfinished 0 intended 0 leased", facts);
        Assert.Equal(publications, decided);
        Assert.NotNull(pointer);
        Assert.Equal(pointer, site.Lake.Latest(Site.Identifier(entry)));
        Assert.Equal(
            $"{pointer.Parameters.Attempt} {pointer.Parameters.Publication} {pointer.Location.AbsoluteUri} {pointer.Parameters.Rows}",
            await site.Ledger.ScalarAsync<string>("select concat_ws(' ', published_attempt, publication_id, location, rows) from platform.run"));
        AssertContent(site.Lake, pointer);
        await AssertEveryFileIsKnownAsync(site);
        if (over) await PruneAsync(site, entry, pointer);
        return pointer;
    }

    /// <summary>With no grace, nothing but the published attempt's own files survives.</summary>
    private static async Task PruneAsync(Site site, Entry entry, Pointer pointer)
    {
        await using var ledger = RunLedger.Open(ConnectionUrl.Parse(site.Ledger.Url), LedgerOptions.Default, TimeProvider.System);
        var catalog = site.Lake.Catalog;
        await using var store = site.Lake.OpenStore();
        var pruner = new Pruner(ledger, catalog, store, new Publisher(ledger, catalog, NoFaults.Instance, TimeProvider.System), NoFaults.Instance);
        await pruner.RunAsync(RetentionPolicy.Of(Site.Stack, entry, TimeSpan.Zero), CancellationToken.None);

        AssertHoldsOnly(site.Lake, [pointer]);
        Assert.Null(SnapshotContent.Incomplete(site.Lake, pointer));
        Assert.Equal(0, await site.Ledger.ScalarAsync<long>("select count(*) from platform.attempt where status not in ('published', 'deleted')"));
    }

    /// <summary>After a prune without grace: files of these snapshots, and nothing else that was ever begun.</summary>
    public static void AssertHoldsOnly(ILake lake, IReadOnlyList<Pointer> published)
    {
        var orphans = lake.FilesOfAttempts().Where(file => !published.Any(pointer => file.StartsWith(pointer.Location.AbsoluteUri, StringComparison.Ordinal))).ToList();
        Totals.Orphans(orphans.Count + lake.Unfinished);
        Assert.Empty(orphans);
        Assert.Equal(0, lake.Unfinished);
    }

    /// <summary>What the footers, the catalog and the ledger say of the database snapshot is the same.</summary>
    public static void AssertContent(ILake lake, Pointer pointer)
    {
        Assert.Null(SnapshotContent.Incomplete(lake, pointer));
        var content = SnapshotContent.Read(lake, pointer);
        Assert.Equal(pointer.Parameters.Rows, content.Rows);
        Assert.Null(content.Mixed());
        Assert.Equal(pointer.Parameters.Attempt.ToString(), content.Footer["platform.attempt"]);
        Assert.Equal(
            (pointer.Parameters.Lsn, pointer.Parameters.SnapshotId, pointer.Parameters.SystemIdentifier, pointer.Parameters.Group),
            (content.Footer["platform.lsn"], content.Footer["platform.snapshot_id"], content.Footer["platform.system_identifier"], content.Footer.GetValueOrDefault("platform.group")));
    }

    /// <summary>A file outside of what the ledger knows would never be pruned.</summary>
    private static async Task AssertEveryFileIsKnownAsync(Site site)
    {
        var known = (await site.Ledger.ScalarAsync<string>("select coalesce(string_agg(prefix, ' '), '') from platform.attempt")).Split(' ');
        var strangers = site.Lake.FilesOfAttempts().Where(file => !Array.Exists(known, prefix => file.StartsWith($"{site.Lake.Uri.AbsoluteUri}/{prefix}", StringComparison.Ordinal)));
        Assert.Empty(strangers);
    }
}
