using Platform.Lake.Catalog;
using Platform.Lake.Objects;
using Platform.Ledger;
using Platform.Ledger.Runs;
using Platform.Publication.Repairing;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Faults;
using Platform.Registry.Layout;
using Platform.Services.Faults;

namespace Platform.Publication.Tests;

/// <summary>Orders and items are a group: whatever moves one of them moves both.</summary>
public sealed class GroupTests
{
    private static readonly TableIdentifier Items = new("local_shop", "items");
    private static readonly SnapshotKey OfOrders = new("shop", new TableName("public", "orders"), PublishingSite.Ten);
    private static readonly SnapshotKey OfItems = OfOrders with { Table = new TableName("public", "items") };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<FlowStep> Steps => new(FlowSteps.OfPublication);

    [Fact]
    public async Task Rollback_OfOneTable_TakesItsGroupAlong()
    {
        await using var site = await TwiceAsync();

        var rollback = await site.Process().Publisher.RollbackAsync(OfOrders, PublishingSite.Orders, null, Cancellation);

        Assert.Equal(3, rollback.Publication);
        await AssertShownAsync(site, (7, 3), (70, 3));
        var forward = await site.Process().Publisher.RollbackAsync(OfItems, Items, await AttemptAsync(site, "items", number: 2), Cancellation);
        Assert.Equal(4, forward.Publication);
        await AssertShownAsync(site, (8, 4), (80, 4));
        Assert.Null((await site.Process().Publisher.RollbackAsync(OfItems, Items, await AttemptAsync(site, "items", number: 2), Cancellation)).Publication);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Rollback_DeathAtAnyStep_EndsWithBothOrNeither(FlowStep step)
    {
        await using var site = await TwiceAsync();
        await Assert.ThrowsAsync<DiedException>(() => site.Process(ScriptedFaults.DieAt(step)).Publisher.RollbackAsync(OfOrders, PublishingSite.Orders, null, Cancellation));

        await site.Process().Publisher.RollForwardAsync("shop", OfItems.Table, Cancellation);

        await AssertShownAsync(site, (7, 3), (70, 3));
    }

    [Fact]
    public async Task Rollback_ToBeforeTheGroup_WouldLeaveATableBehindAndIsRefused()
    {
        await using var site = await PublishingSite.CreateAsync();
        await site.RunAsync(site.Process(), rows: 7);
        var alone = await AttemptAsync(site, "orders", number: 1);
        await PublishAsync(site, 8, 80, force: true);

        var error = await Assert.ThrowsAsync<PlatformException>(() => site.Process().Publisher.RollbackAsync(OfOrders, PublishingSite.Orders, null, Cancellation));

        Assert.Equal(("group-changed", ExitCode.Data), (error.Kind, error.ExitCode));
        Assert.Equal($"attempt {alone} was published without public.items, which readers see together with it now", error.Message);
        await AssertShownAsync(site, (8, 2), (80, 2));
    }

    [Fact]
    public async Task Rollback_OfATableThatWasMadeAnewAlone_MakesTheGroupWholeAgain()
    {
        await using var site = await PublishingSite.CreateAsync();
        await PublishAsync(site, 7, 70);
        await site.RunAsync(site.Process(), rows: 9, force: true);
        await AssertShownAsync(site, (9, 2), (70, 1));

        await site.Process().Publisher.RollbackAsync(OfOrders, PublishingSite.Orders, null, Cancellation);

        await AssertShownAsync(site, (7, 3), (70, 3));
    }

    [Fact]
    public async Task Rollback_WhereATableOfTheGroupIsBeingDeleted_IsRefused()
    {
        await using var site = await TwiceAsync();
        var gone = await AttemptAsync(site, "items", number: 1);
        await site.Database.ExecuteAsync($"update platform.attempt set status = 'deleting' where attempt_id = '{gone}'", Cancellation);

        var error = await Assert.ThrowsAsync<PlatformException>(() => site.Process().Publisher.RollbackAsync(OfOrders, PublishingSite.Orders, null, Cancellation));

        Assert.Equal(("attempt-deleting", $"prune has removed attempt {gone}, or is at it"), (error.Kind, error.Message));
        await AssertShownAsync(site, (8, 2), (80, 2));
    }

    [Fact]
    public async Task Repair_OfOneLostTable_PublishesTheGroupAnewAsOne()
    {
        await using var site = await PublishingSite.CreateAsync();
        await PublishAsync(site, 7, 70);
        File.Delete(Path.Combine(site.Root, "_catalog", "local_shop", "items.json"));

        var finding = Assert.Single(await RepairAsync(site));

        Assert.Equal((FindingKind.NotShown, Items, true), (finding.Kind, finding.Table, finding.Repaired));
        await AssertShownAsync(site, (7, 2), (70, 2));
        Assert.Empty(await RepairAsync(site));
    }

    [Fact]
    public async Task Pin_OfOneTable_HoldsItsGroup_AndUnpinLetsItGo()
    {
        await using var site = await PublishingSite.CreateAsync();
        await PublishAsync(site, 7, 70);
        await site.Process().Publisher.PinAsync(OfItems, Items, Cancellation);
        await PublishAsync(site, 9, 90, time: PublishingSite.At(11));

        Assert.Equal((7, 70), await LatestAsync(site));
        var (_, wasPinned) = await site.Process().Publisher.UnpinAsync("shop", OfOrders.Table, "main", PublishingSite.Orders, Cancellation);

        Assert.True(wasPinned);
        Assert.Equal((9, 90), await LatestAsync(site));
        Assert.Equal(0, await site.Database.ScalarAsync<long>("select count(*) from platform.pin where unpinned_at is null", Cancellation));
    }

    /// <summary>The group's hour with 7 and 70 rows, and made anew with 8 and 80.</summary>
    private static async Task<PublishingSite> TwiceAsync()
    {
        var site = await PublishingSite.CreateAsync();
        await PublishAsync(site, 7, 70);
        await PublishAsync(site, 8, 80, force: true);
        return site;
    }

    private static async Task PublishAsync(PublishingSite site, long orders, long items, bool force = false, SnapshotTime? time = null)
    {
        var (ledger, publisher) = site.Process();
        var at = time ?? PublishingSite.Ten;
        var attempts = new List<PublishableAttempt>();
        foreach (var (key, table, rows) in new[] { (OfOrders, PublishingSite.Orders, orders), (OfItems, Items, items) })
        {
            var lease = await ClaimAsync(ledger, PublishingSite.Request(at, force) with { Key = key with { SnapshotTime = at } });
            var attempt = site.Attempt(lease, at, rows) with { Group = "sales", Location = new Uri($"file://{site.Root}/shop/public/{table.Name}/attempt={lease.Attempt}/") };
            attempts.Add(attempt with { Table = attempt.Table with { Identifier = table } });
        }

        await publisher.PublishAsync(attempts, Cancellation);
    }

    private static async Task<Lease> ClaimAsync(RunLedger ledger, ClaimRequest request) => Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(request, Cancellation)).Lease;

    /// <summary>Rows and publication of both, in catalog and ledger; nothing left to do.</summary>
    private static async Task AssertShownAsync(PublishingSite site, (long Rows, long Publication) orders, (long Rows, long Publication) items)
    {
        foreach (var (table, key, expected) in new[] { (PublishingSite.Orders, OfOrders, orders), (Items, OfItems, items) })
        {
            var shown = (await site.Catalog.GetPartitionAsync(table, PublishingSite.Ten, Cancellation))!.Parameters;
            Assert.Equal((table, expected), (table, (shown.Rows, shown.Publication)));
            Assert.Equal(shown.Rows, (await site.Catalog.GetLatestAsync(table, Cancellation))!.Parameters.Rows);
            var run = Assert.Single(await site.Process().Ledger.FindPublishedAsync("shop", key.Table, PublishingSite.Ten, Cancellation));
            Assert.Equal((expected.Rows, expected.Publication, shown.Attempt.ToString()), (run.Rows!.Value, run.PublicationId!.Value, run.PublishedAttempt));
        }

        Assert.Empty(await site.Process().Ledger.IntendedAsync(null, null, Cancellation));
    }

    private static async Task<(long Orders, long Items)> LatestAsync(PublishingSite site) =>
        ((await site.Catalog.GetLatestAsync(PublishingSite.Orders, Cancellation))!.Parameters.Rows, (await site.Catalog.GetLatestAsync(Items, Cancellation))!.Parameters.Rows);

    private static async Task<Ulid> AttemptAsync(PublishingSite site, string table, int number) =>
        Ulid.TryParse(await site.Database.ScalarAsync<string>($"select attempt_id from platform.attempt join platform.run using (run_id) where table_name = '{table}' and number = {number}", Cancellation), out var id)
            ? id
            : throw new InvalidOperationException("no ULID");

    private static async Task<IReadOnlyList<Finding>> RepairAsync(PublishingSite site)
    {
        foreach (var location in (await site.Database.ScalarAsync<string>("select string_agg(location, ' ') from platform.attempt", Cancellation)).Split(' '))
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(new Uri(location).LocalPath).FullName, ObjectLayout.ManifestName), "{}", Cancellation);
        var (ledger, publisher) = site.Process();
        return await new Repairer(ledger, site.Catalog, new FileObjectStore(new Uri($"file://{site.Root}"), TimeProvider.System), publisher, TimeProvider.System).RunAsync(null, null, true, Cancellation);
    }
}
