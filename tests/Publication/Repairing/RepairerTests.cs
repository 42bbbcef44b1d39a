using Platform.Lake.Objects;
using Platform.Publication.Repairing;
using Platform.Registry.Entries;
using Platform.Registry.Faults;
using Platform.Registry.Layout;

namespace Platform.Publication.Tests.Repairing;

public sealed class RepairerTests
{
    private static readonly SnapshotTime Eleven = PublishingSite.At(11);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Repair_WhereAllIsWell_FindsNothing()
    {
        await using var site = await SiteAsync();

        Assert.Empty(await RepairAsync(site));
    }

    [Theory]
    [InlineData(FlowStep.Decided)]
    [InlineData(FlowStep.PartitionPut)]
    [InlineData(FlowStep.ReadBack)]
    public async Task Repair_OfAnUnfinishedPublication_FinishesIt(FlowStep step)
    {
        await using var site = await SiteAsync();
        await Assert.ThrowsAsync<DiedException>(() => site.RunAsync(site.Process(ScriptedFaults.DieAt(step)), rows: 8, PublishingSite.At(12)));
        await FilesAsync(site);

        var finding = Assert.Single(await RepairAsync(site));

        Assert.Equal((FindingKind.Unfinished, 3L, true), (finding.Kind, finding.Publication, finding.Repaired));
        await site.AssertPublishedAsync(8, PublishingSite.At(12));
        Assert.Empty(await RepairAsync(site));
    }

    [Fact]
    public async Task Repair_OfACatalogThatLostItsTable_ShowsEverySnapshotAgain()
    {
        await using var site = await SiteAsync();
        Directory.Delete(Path.Combine(site.Root, "_catalog"), recursive: true);

        var told = await RepairAsync(site, change: false);
        var done = await RepairAsync(site);

        Assert.Equal([(FindingKind.NotShown, false), (FindingKind.NotShown, false)], told.Select(f => (f.Kind, f.Repaired)));
        Assert.Equal([(FindingKind.NotShown, true), (FindingKind.NotShown, true)], done.Select(f => (f.Kind, f.Repaired)));
        await site.AssertPublishedAsync(7);
        await site.AssertPublishedAsync(9, Eleven);
        Assert.Equal(9, (await site.LatestAsync())!.Parameters.Rows);
        Assert.Empty(await RepairAsync(site));
    }

    [Fact]
    public async Task Repair_OfALostLatest_ShowsTheNewestAgain()
    {
        await using var site = await SiteAsync();
        File.Delete(Path.Combine(site.Root, "_catalog", "local_shop", "orders_latest.json"));

        var finding = Assert.Single(await RepairAsync(site));

        Assert.Equal((FindingKind.NotShown, Eleven, true), (finding.Kind, finding.SnapshotTime, finding.Repaired));
        Assert.Equal(await site.PartitionAsync(Eleven), await site.LatestAsync());
    }

    [Fact]
    public async Task Repair_OfARunThatIsBeingReplaced_LeavesItToItsHolder()
    {
        await using var site = await SiteAsync();
        Directory.Delete(Path.Combine(site.Root, "_catalog"), recursive: true);
        var (ledger, _) = site.Process();
        await ledger.ClaimAsync(PublishingSite.Request(force: true), Cancellation);

        var findings = await RepairAsync(site);

        Assert.Equal([(PublishingSite.Ten, false), (Eleven, true)], findings.Select(f => (f.SnapshotTime!.Value, f.Repaired)));
    }

    [Fact]
    public async Task Repair_OfWhatTheLedgerDoesNotKnow_TellsAndLeavesIt()
    {
        await using var site = await SiteAsync();
        await site.Database.ExecuteAsync("""
            alter table platform.publication_member disable trigger all;
            alter table platform.run disable trigger all;
            update platform.run set published_attempt = null, publication_id = null, status = 'failed', error_message = 'restored from a backup' where snapshot_time = '2026-03-01T11:00Z'
            """, Cancellation);

        var finding = Assert.Single(await RepairAsync(site));

        Assert.Equal((FindingKind.Unknown, Eleven, false), (finding.Kind, finding.SnapshotTime, finding.Repaired));
        Assert.Equal(9, (await site.PartitionAsync(Eleven))!.Parameters.Rows);
    }

    [Fact]
    public async Task Repair_OfLostFiles_TellsAndLeavesThePointer()
    {
        await using var site = await SiteAsync();
        File.Delete(Path.Combine((await site.PartitionAsync())!.Location.LocalPath, ObjectLayout.ManifestName));

        var finding = Assert.Single(await RepairAsync(site));

        Assert.Equal((FindingKind.FilesMissing, PublishingSite.Ten, false), (finding.Kind, finding.SnapshotTime, finding.Repaired));
    }

    /// <summary>Ten and eleven o'clock, published.</summary>
    private static async Task<PublishingSite> SiteAsync()
    {
        var site = await PublishingSite.CreateAsync();
        await site.RunAsync(site.Process(), rows: 7);
        await site.RunAsync(site.Process(), rows: 9, Eleven);
        await FilesAsync(site);
        return site;
    }

    /// <summary>A manifest where each attempt's files would be.</summary>
    private static async Task FilesAsync(PublishingSite site)
    {
        foreach (var location in (await site.Database.ScalarAsync<string>("select string_agg(location, ' ') from platform.attempt where location is not null", Cancellation)).Split(' '))
        {
            var directory = Directory.CreateDirectory(new Uri(location).LocalPath);
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, ObjectLayout.ManifestName), "{}", Cancellation);
        }
    }

    private static async Task<IReadOnlyList<Finding>> RepairAsync(PublishingSite site, bool change = true)
    {
        var (ledger, publisher) = site.Process();
        var store = new FileObjectStore(new Uri($"file://{site.Root}"), TimeProvider.System);
        return await new Repairer(ledger, site.Catalog, store, publisher, TimeProvider.System).RunAsync(null, null, change, Cancellation);
    }
}
