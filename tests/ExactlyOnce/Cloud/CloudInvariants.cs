using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Ledger;
using Platform.Publication;
using Platform.Publication.Retention;
using Platform.Registry.Connections;
using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Cloud;

/// <summary>What must hold after every case over HTTP.</summary>
internal static class CloudInvariants
{
    /// <summary>One published snapshot, whole; Glue, ledger and bucket agree; after a prune without grace the bucket holds nothing else of any attempt.</summary>
    public static async Task<CloudPointer> AssertAsync(CloudSite cloud, int publications = 1, bool over = true)
    {
        var facts = await cloud.Site.Ledger.ScalarAsync<string>(Invariants.Facts);
        var decided = await cloud.Site.Ledger.ScalarAsync<long>("select count(*) from platform.publication");
        var (partition, latest) = cloud.Shown();
        Totals.Snapshots(partition is null ? 0 : 1, Math.Max(0, decided - publications), partition is null ? 1 : 0);

        Assert.Equal("succeeded 1 published 0 unfinished 0 intended 0 leased", facts);
        Assert.Equal(publications, decided);
        Assert.NotNull(partition);
        Assert.Equal(partition, latest);
        Assert.Equal(
            $"{partition.Attempt} {partition.Publication} {partition.Location} {partition.Rows}",
            await cloud.Site.Ledger.ScalarAsync<string>("select concat_ws(' ', published_attempt, publication_id, location, rows) from platform.run"));
        Assert.Null(CloudReader.Incomplete(cloud, partition));
        if (over) await PruneAsync(cloud, partition);
        return partition;
    }

    private static async Task PruneAsync(CloudSite cloud, CloudPointer published)
    {
        await using var ledger = RunLedger.Open(ConnectionUrl.Parse(cloud.Site.Ledger.Url), LedgerOptions.Default, TimeProvider.System);
        var catalog = cloud.OpenCatalog();
        await using var store = cloud.OpenStore();
        var pruner = new Pruner(ledger, catalog, store, new Publisher(ledger, catalog, NoFaults.Instance, TimeProvider.System), NoFaults.Instance);
        await pruner.RunAsync(RetentionPolicy.Of(Site.Stack, CloudSite.Entry, TimeSpan.Zero), CancellationToken.None);

        var orphans = cloud.S3.Bucket.Objects.Where(o => !$"s3://{cloud.S3.Bucket.Name}/{o.Key}".StartsWith(published.Location, StringComparison.Ordinal)).Select(o => o.Key).ToList();
        Totals.Orphans(orphans.Count + cloud.S3.Bucket.Uploads.Count);
        Assert.Empty(orphans);
        Assert.Empty(cloud.S3.Bucket.Uploads);
        Assert.Null(CloudReader.Incomplete(cloud, published));
    }
}
