using Platform.Ledger.Reading;
using Platform.Ledger.Runs;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Ledger.Tests.Reading;

public sealed class StatusTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status_Filtered_ShowsWhatWasAskedFor()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var eleven = new SnapshotTime(LedgerDatabase.Ten.Value.AddHours(1));
        await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request());
        await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request(eleven));
        await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request(table: "order_items"));
        var failed = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(LedgerDatabase.Request(eleven, table: "order_items"), Cancellation));
        await ledger.FailAsync(failed.Lease, new PlatformException(Stage.Read, ExitCode.TryAgain, "m"), Cancellation);

        Assert.Equal(["order_items 11", "orders 11", "order_items 10", "orders 10"], await ShowAsync(new StatusFilter()));
        Assert.Equal(["order_items 11"], await ShowAsync(new StatusFilter { Failed = true }));
        Assert.Equal(["order_items 11", "orders 11"], await ShowAsync(new StatusFilter { Since = eleven.Value }));
        Assert.Equal(["orders 11", "orders 10"], await ShowAsync(new StatusFilter { Table = new TableName("public", "orders") }));
        Assert.Equal(["order_items 10", "orders 10"], await ShowAsync(new StatusFilter { At = LedgerDatabase.Ten, Source = "shop" }));
        Assert.Equal(["orders 11", "order_items 10", "orders 10"], await ShowAsync(new StatusFilter { Published = true }));
        Assert.Equal(["order_items 11"], await ShowAsync(new StatusFilter { Limit = 1 }));
        Assert.Empty(await ShowAsync(new StatusFilter { Source = "crm" }));

        async Task<IEnumerable<string>> ShowAsync(StatusFilter filter) =>
            (await ledger.StatusAsync(filter, Cancellation)).Select(r => $"{r.TableName} {r.SnapshotTime.Hour}");
    }

    [Fact]
    public async Task FindPublished_OfATable_IsItsNewestOrTheOneAskedFor()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open();
        var orders = new TableName("public", "orders");
        foreach (var hours in (int[])[0, 2, 1]) await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request(new SnapshotTime(LedgerDatabase.Ten.Value.AddHours(hours))));
        await LedgerDatabase.PublishAsync(ledger, LedgerDatabase.Request() with { Key = new SnapshotKey("crm", orders, LedgerDatabase.Ten) });

        var newest = await ledger.FindPublishedAsync(null, orders, at: null, Cancellation);
        var ten = await ledger.FindPublishedAsync("shop", orders, LedgerDatabase.Ten, Cancellation);

        Assert.Equal(["shop 12", "crm 10"], newest.Select(r => $"{r.Source} {r.SnapshotTime.Hour}"));
        Assert.Equal(10, Assert.Single(ten).SnapshotTime.Hour);
        Assert.Empty(await ledger.FindPublishedAsync("shop", new TableName("public", "none"), at: null, Cancellation));
    }
}
