using Platform.Lake.Catalog;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Conformance.Catalog;

/// <summary>What every <see cref="ICatalog"/> must do. A catalog's tests derive from it and hand over an empty catalog per test.</summary>
public abstract class CatalogConformance : IAsyncLifetime
{
    protected static readonly TableIdentifier Orders = new("local_shop", "orders");

    private ICatalog _catalog = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected ICatalog Catalog => _catalog;

    protected abstract Task<ICatalog> OpenAsync();

    protected abstract ValueTask RemoveAsync();

    public async ValueTask InitializeAsync()
    {
        _catalog = await OpenAsync();
        await _catalog.EnsureTableAsync(Definition(("order_id", "bigint"), ("total", "decimal(12,2)")), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Table_Ensured_IsReadBack()
    {
        var definition = Definition(("order_id", "bigint"), ("total", "decimal(12,2)"));
        await Catalog.EnsureTableAsync(definition, Cancellation);

        var found = await Catalog.GetTableAsync(Orders, Cancellation);

        Assert.NotNull(found);
        Assert.Equal(definition.Columns, found.Columns);
        Assert.Equal(("One row per order.", "parquet"), (found.Description, found.Format));
        Assert.Null(await Catalog.GetTableAsync(Orders with { Name = "none" }, Cancellation));
    }

    [Fact]
    public async Task Partition_Put_IsReadBackWithEveryValue()
    {
        var pointer = PointerOf(hour: 10, publication: 7);
        await Catalog.PutPartitionAsync(Orders, pointer, Cancellation);

        Assert.Equal(pointer, await Catalog.GetPartitionAsync(Orders, pointer.Parameters.SnapshotTime, Cancellation));
        Assert.Null(await Catalog.GetPartitionAsync(Orders, At(11), Cancellation));
    }

    [Fact]
    public async Task Partition_PutAgain_ChangesNothing()
    {
        var pointer = PointerOf(hour: 10, publication: 7);
        for (var i = 0; i < 3; i++) await Catalog.PutPartitionAsync(Orders, pointer, Cancellation);

        Assert.Equal([pointer], await Catalog.ListPartitionsAsync(Orders, Cancellation));
    }

    [Fact]
    public async Task Partition_HigherPublication_Replaces()
    {
        await Catalog.PutPartitionAsync(Orders, PointerOf(10, 7), Cancellation);
        var newer = PointerOf(10, 9);
        await Catalog.PutPartitionAsync(Orders, newer, Cancellation);

        Assert.Equal([newer], await Catalog.ListPartitionsAsync(Orders, Cancellation));
    }

    [Fact]
    public async Task Partition_LowerPublication_IsRefusedWhereNumbersAreCompared()
    {
        await Catalog.PutPartitionAsync(Orders, PointerOf(10, 9), Cancellation);
        if (!Catalog.ComparesPublications)
        {
            // It obeys: there the ledger makes replacements wait until older requests have expired.
            await Catalog.PutPartitionAsync(Orders, PointerOf(10, 7), Cancellation);
            Assert.Equal(7, (await Catalog.GetPartitionAsync(Orders, At(10), Cancellation))!.Parameters.Publication);
            return;
        }

        var error = await Assert.ThrowsAsync<PlatformException>(() => Catalog.PutPartitionAsync(Orders, PointerOf(10, 7), Cancellation));

        Assert.Equal("publication-superseded", error.Kind);
        Assert.Equal(9, (await Catalog.GetPartitionAsync(Orders, At(10), Cancellation))!.Parameters.Publication);
    }

    [Fact]
    public async Task Partition_Removed_IsNotBroughtBackByItsOwnPublication()
    {
        var pointer = PointerOf(10, 9);
        await Catalog.PutPartitionAsync(Orders, pointer, Cancellation);
        await Catalog.RemovePartitionsAsync(Orders, [At(10)], Cancellation);
        Assert.Null(await Catalog.GetPartitionAsync(Orders, At(10), Cancellation));

        if (Catalog.ComparesPublications) await Assert.ThrowsAsync<PlatformException>(() => Catalog.PutPartitionAsync(Orders, pointer, Cancellation));
        await Catalog.PutPartitionAsync(Orders, PointerOf(10, 10), Cancellation);

        Assert.Equal(10, (await Catalog.GetPartitionAsync(Orders, At(10), Cancellation))!.Parameters.Publication);
    }

    [Fact]
    public async Task Partition_RemovedByAPublication_GoesUnlessAHigherOneIsThere()
    {
        await Catalog.PutPartitionAsync(Orders, PointerOf(10, 9), Cancellation);

        await Catalog.RemovePartitionAsync(Orders, At(10), publication: 8, Cancellation);
        Assert.NotNull(await Catalog.GetPartitionAsync(Orders, At(10), Cancellation));
        await Catalog.RemovePartitionAsync(Orders, At(10), publication: 11, Cancellation);
        await Catalog.RemovePartitionAsync(Orders, At(10), publication: 11, Cancellation);

        Assert.Empty(await Catalog.ListPartitionsAsync(Orders, Cancellation));
        await Catalog.PutPartitionAsync(Orders, PointerOf(10, 12), Cancellation);
        await Catalog.RemovePartitionAsync(Orders, At(10), publication: 11, Cancellation);
        Assert.Equal(12, (await Catalog.GetPartitionAsync(Orders, At(10), Cancellation))!.Parameters.Publication);
    }

    [Fact]
    public async Task Partition_RemovedByAPublication_IsNotBroughtBackByAnEarlierOne()
    {
        await Catalog.PutPartitionAsync(Orders, PointerOf(10, 9), Cancellation);
        await Catalog.RemovePartitionAsync(Orders, At(10), publication: 11, Cancellation);

        if (Catalog.ComparesPublications) foreach (var earlier in (int[])[9, 10, 11]) await Assert.ThrowsAsync<PlatformException>(() => Catalog.PutPartitionAsync(Orders, PointerOf(10, earlier), Cancellation));

        Assert.Empty(await Catalog.ListPartitionsAsync(Orders, Cancellation));
    }

    [Fact]
    public async Task Partition_KeepsItsOwnColumns_WhenTheTableChanges()
    {
        var before = PointerOf(10, 1);
        await Catalog.PutPartitionAsync(Orders, before, Cancellation);
        await Catalog.EnsureTableAsync(Definition(("order_id", "bigint"), ("total", "decimal(12,2)"), ("note", "string")), Cancellation);
        var after = PointerOf(11, 2) with { Columns = Columns(("order_id", "bigint"), ("total", "decimal(12,2)"), ("note", "string")) };
        await Catalog.PutPartitionAsync(Orders, after, Cancellation);

        Assert.Equal([before, after], await Catalog.ListPartitionsAsync(Orders, Cancellation));
        Assert.Equal(3, (await Catalog.GetTableAsync(Orders, Cancellation))!.Columns.Count);
    }

    [Fact]
    public async Task Partitions_AreListedInOrderOfTime_AndRemovedExactly()
    {
        foreach (var hour in (int[])[12, 3, 7, 23]) await Catalog.PutPartitionAsync(Orders, PointerOf(hour, hour), Cancellation);

        await Catalog.RemovePartitionsAsync(Orders, [At(7), At(8)], Cancellation);
        await Catalog.RemovePartitionsAsync(Orders, [At(7)], Cancellation);

        Assert.Equal([3L, 12L, 23L], (await Catalog.ListPartitionsAsync(Orders, Cancellation)).Select(p => p.Parameters.Publication));
    }

    [Fact]
    public async Task Partition_OfAMissingTable_IsAnError()
    {
        var error = await Assert.ThrowsAsync<PlatformException>(() => Catalog.PutPartitionAsync(Orders with { Name = "none" }, PointerOf(10, 1), Cancellation));

        Assert.Equal("table-missing", error.Kind);
        Assert.Empty(await Catalog.ListPartitionsAsync(Orders with { Name = "none" }, Cancellation));
    }

    [Fact]
    public async Task Latest_MovesForwardOnly()
    {
        Assert.Null(await Catalog.GetLatestAsync(Orders, Cancellation));
        Assert.Equal(LatestMove.Moved, await MoveAsync(10, 5));
        Assert.Equal(LatestMove.Moved, await MoveAsync(11, 6));
        Assert.Equal(LatestMove.Ahead, await MoveAsync(10, 99));
        Assert.Equal((11, 6L), await ShownAsync());
        Assert.Equal(LatestMove.Moved, await MoveAsync(11, 8));
        Assert.Equal(LatestMove.Ahead, await MoveAsync(11, 7));
        Assert.Equal((11, 8L), await ShownAsync());
    }

    [Fact]
    public async Task Latest_MovedAgain_StaysWithEveryValue()
    {
        var pointer = PointerOf(10, 5) with { Columns = Columns(("only", "string")) };
        Assert.Equal(LatestMove.Moved, await Catalog.MoveLatestAsync(Orders, pointer, Cancellation));
        Assert.Equal(LatestMove.Moved, await Catalog.MoveLatestAsync(Orders, pointer, Cancellation));

        Assert.Equal(pointer, await Catalog.GetLatestAsync(Orders, Cancellation));
    }

    [Fact]
    public async Task Latest_Set_ShowsWhatItIsToldInWhateverDirection()
    {
        await Catalog.SetLatestAsync(Orders, PointerOf(11, 6), Cancellation);
        await Catalog.SetLatestAsync(Orders, PointerOf(10, 5), Cancellation);

        Assert.Equal(PointerOf(10, 5), await Catalog.GetLatestAsync(Orders, Cancellation));
    }

    [Fact]
    public async Task Latest_Pinned_StaysForOtherTimesAndFollowsItsOwn()
    {
        await MoveAsync(11, 6);
        await Catalog.SetLatestAsync(Orders, PointerOf(10, 5).AsPinned(true), Cancellation);

        Assert.Equal(LatestMove.Pinned, await MoveAsync(12, 7));
        Assert.Equal(LatestMove.Pinned, await MoveAsync(9, 8));
        Assert.Equal(LatestMove.Ahead, await MoveAsync(10, 4));
        Assert.Equal(PointerOf(10, 5).AsPinned(true), await Catalog.GetLatestAsync(Orders, Cancellation));
        Assert.Equal(LatestMove.Moved, await MoveAsync(10, 9));
        Assert.Equal(PointerOf(10, 9).AsPinned(true), await Catalog.GetLatestAsync(Orders, Cancellation));
        await Catalog.SetLatestAsync(Orders, PointerOf(12, 7), Cancellation);
        Assert.Equal(LatestMove.Moved, await MoveAsync(13, 10));
    }

    [Fact]
    public async Task Latest_MovedByManyAtOnce_EndsAtTheNewest()
    {
        var moves = Enumerable.Range(0, 24).OrderBy(h => (h * 7) % 24).Select(hour => Task.Run(() => MoveAsync(hour, 100 - hour)));
        await Task.WhenAll(moves);

        Assert.Equal((23, 77L), await ShownAsync());
    }

    [Fact]
    public async Task Partitions_PutByManyAtOnce_AreAllThere()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(hour => Task.Run(() => Catalog.PutPartitionAsync(Orders, PointerOf(hour, hour + 1), Cancellation))));

        Assert.Equal(Enumerable.Range(1, 24).Select(n => (long)n), (await Catalog.ListPartitionsAsync(Orders, Cancellation)).Select(p => p.Parameters.Publication));
    }

    protected static SnapshotTime At(int hour) => new(new DateTimeOffset(2026, 3, 1, hour, 0, 0, TimeSpan.Zero));

    protected static Pointer PointerOf(int hour, long publication)
    {
        var time = At(hour);
        Assert.True(Ulid.TryParse($"01ARZ3NDEKTSV4RRFFQ6{publication:D6}", out var attempt));
        return new Pointer
        {
            Location = new Uri($"file:///lake/shop/public/orders/snapshot_date={time.DatePartition}/snapshot_hour={time.HourPartition}/attempt={attempt}/"),
            Columns = Columns(("order_id", "bigint"), ("total", "decimal(12,2)")),
            Format = "parquet",
            Parameters = new PointerParameters
            {
                Publication = publication,
                Attempt = attempt,
                SnapshotTime = time,
                // Ticks beyond microseconds, which no catalog keeps.
                CapturedAt = time.Value.AddTicks(123_456_789),
                Late = publication % 2 == 0,
                Rows = 1_000_000,
                Bytes = 20_000_000,
                Lsn = "0/16B3748",
                EntryHash = "9f86d081",
            },
        };
    }

    private static TableDefinition Definition(params (string Name, string Type)[] columns) =>
        new() { Identifier = Orders, Description = "One row per order.", Columns = Columns(columns), Format = "parquet" };

    private static List<CatalogColumn> Columns(params (string Name, string Type)[] columns) => [.. columns.Select(c => new CatalogColumn(c.Name, c.Type))];

    private Task<LatestMove> MoveAsync(int hour, long publication) => Catalog.MoveLatestAsync(Orders, PointerOf(hour, publication), Cancellation);

    private async Task<(int Hour, long Publication)> ShownAsync()
    {
        var shown = await Catalog.GetLatestAsync(Orders, Cancellation);
        return (shown!.Parameters.SnapshotTime.Value.Hour, shown.Parameters.Publication);
    }
}
