using Platform.Conformance.Catalog;
using Platform.Lake.Catalog;
using Platform.Lake.Catalog.Local;
using Platform.Registry.Failures;

namespace Platform.Lake.Tests.Catalog;

public sealed class LocalCatalogTests : CatalogConformance
{
    private readonly TemporaryLake _lake = new();

    private string OrdersFile => Path.Combine(_lake.Root, "_catalog", "local_shop", "orders.json");

    protected override Task<ICatalog> OpenAsync() => Task.FromResult(Catalogs.Open(_lake.Uri, TimeProvider.System));

    protected override ValueTask RemoveAsync()
    {
        _lake.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task File_OfATable_IsPlainJsonForPeopleAndTools()
    {
        await Catalog.PutPartitionAsync(Orders, PointerOf(10, 7), Cancellation);

        var text = await File.ReadAllTextAsync(OrdersFile, Cancellation);

        Assert.Contains("\"partition_keys\": [\n    \"snapshot_date\",\n    \"snapshot_hour\"\n  ]", text, StringComparison.Ordinal);
        Assert.Contains("\"platform.publication\": \"7\"", text, StringComparison.Ordinal);
        Assert.Contains("\"platform.captured_at\": \"2026-03-01T10:00:12.345678Z\"", text, StringComparison.Ordinal);
        Assert.Contains("\"location\": \"file:///lake/shop/public/orders/snapshot_date=2026-03-01/snapshot_hour=10/attempt=01ARZ3NDEKTSV4RRFFQ6000007/\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_OfManyPartitions_KeepsEqualColumnsOnce()
    {
        for (var hour = 0; hour < 24; hour++) await Catalog.PutPartitionAsync(Orders, PointerOf(hour, hour + 1), Cancellation);

        var text = await File.ReadAllTextAsync(OrdersFile, Cancellation);

        Assert.Equal(2, text.Split("decimal(12,2)").Length);
    }

    [Fact]
    public async Task Publication_Refused_SaysWhichIsThere()
    {
        await Catalog.PutPartitionAsync(Orders, PointerOf(10, 9), Cancellation);

        var lower = await Assert.ThrowsAsync<PlatformException>(() => Catalog.PutPartitionAsync(Orders, PointerOf(10, 7), Cancellation));
        await Catalog.RemovePartitionsAsync(Orders, [At(10)], Cancellation);
        var removed = await Assert.ThrowsAsync<PlatformException>(() => Catalog.PutPartitionAsync(Orders, PointerOf(10, 9), Cancellation));

        Assert.Equal(
            "catalog table local_shop.orders at 2026-03-01T10:00:00Z: publication 7 (attempt 01ARZ3NDEKTSV4RRFFQ6000007) is refused, publication 9 (attempt 01ARZ3NDEKTSV4RRFFQ6000009) is there",
            lower.Message);
        Assert.EndsWith("publication 9 was removed there", removed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_WhileWritersReplace_SeeOnlyWholeFiles()
    {
        using var done = new CancellationTokenSource();
        var reading = new TaskCompletionSource();
        var reader = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var partitions = await Catalog.ListPartitionsAsync(Orders, Cancellation);
                Assert.Equal(partitions.OrderBy(p => p.Parameters.SnapshotTime), partitions);
                reading.TrySetResult();
            }
        }, Cancellation);
        await reading.Task.WaitAsync(Cancellation);
        // A second catalog object on the same files, as another process has.
        var other = new LocalCatalog(_lake.Uri, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => (i % 2 == 0 ? Catalog : other).PutPartitionAsync(Orders, PointerOf(i % 24, i + 1), Cancellation)
            .ContinueWith(t => Assert.True(t.Exception is null || t.Exception.InnerException is PlatformException { Kind: "publication-superseded" }), TaskScheduler.Default))));
        await done.CancelAsync();
        await reader;

        Assert.Equal(Enumerable.Range(0, 24).Select(hour => (long)Enumerable.Range(0, 60).Where(i => i % 24 == hour).Max() + 1),
            (await Catalog.ListPartitionsAsync(Orders, Cancellation)).Select(p => p.Parameters.Publication));
    }

    [Fact]
    public async Task File_Damaged_IsRefusedWithItsPath()
    {
        await File.WriteAllTextAsync(OrdersFile, "{ \"version\": 1,\n  oops", Cancellation);

        var error = await Assert.ThrowsAsync<PlatformException>(() => Catalog.ListPartitionsAsync(Orders, Cancellation));

        Assert.Equal($"{OrdersFile} is not a catalog table: line 2", error.Message);
        Assert.Equal(("catalog-damaged", ExitCode.Configuration), (error.Kind, error.ExitCode));
    }

    [Fact]
    public void Open_OtherScheme_SaysWhatIsSupported()
    {
        var error = Assert.Throws<PlatformException>(() => Catalogs.Open(new Uri("ftp://bucket"), TimeProvider.System));

        Assert.Equal("lake ftp://bucket/ has no catalog: expected a URI of scheme file or s3", error.Message);
    }
}
