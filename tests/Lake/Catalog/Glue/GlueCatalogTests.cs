using Platform.Fakes.Glue;
using Platform.Fakes.Http;
using Platform.Lake.Catalog;
using Platform.Lake.Catalog.Glue;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Lake.Tests.Catalog.Glue;

/// <summary>What only Glue does: deployed tables, versions, expiring signatures, faults.</summary>
public sealed class GlueCatalogTests : IAsyncLifetime
{
    private static readonly TableIdentifier Orders = new("prod_shop", "orders");
    private static readonly SnapshotTime Ten = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

    private static readonly TableDefinition Definition = new()
    {
        Identifier = Orders,
        Description = "One row per order.",
        Columns = [new CatalogColumn("order_id", "bigint"), new CatalogColumn("total", "decimal(12,2)", "Without tax")],
        Format = "parquet",
    };

    private FakeGlue _fake = null!;
    private GlueCatalog _catalog = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeGlue.StartAsync(Orders.Database);
        _catalog = GlueSite.Open(_fake);
    }

    public ValueTask DisposeAsync() => _fake.DisposeAsync();

    [Fact]
    public async Task Table_NotDeployed_SaysToDeploy()
    {
        var error = await Assert.ThrowsAsync<PlatformException>(() => _catalog.EnsureTableAsync(Definition, Cancellation));

        Assert.Equal(("table-missing", ExitCode.Configuration), (error.Kind, error.ExitCode));
        Assert.Equal("catalog table prod_shop.orders does not exist", error.Message);
        Assert.Equal("deploy the stack: pulumi up makes it from the table's registry file; then run the snapshot again", error.Hint);
    }

    [Theory]
    [InlineData("note", "string", "parquet", "catalog table prod_shop.orders has no column note, expected string")]
    [InlineData("total", "double", "parquet", "catalog table prod_shop.orders has column total as decimal(12,2), expected double")]
    [InlineData("total", "decimal(12,2)", "csv", "catalog table prod_shop.orders is of format parquet, expected csv")]
    public async Task Table_OfAnEarlierDeployment_SaysWhatDiffers(string column, string type, string format, string message)
    {
        GlueSite.Deploy(_fake, Definition);

        var error = await Assert.ThrowsAsync<PlatformException>(() => _catalog.EnsureTableAsync(Definition with { Columns = [new CatalogColumn(column, type)], Format = format }, Cancellation));

        Assert.Equal(("table-outdated", message), (error.Kind, error.Message));
    }

    [Fact]
    public async Task Partition_HasTheTablesSerialization_ItsOwnColumnsAndItsCounts()
    {
        GlueSite.Deploy(_fake, Definition);
        await _catalog.PutPartitionAsync(Orders, PointerOf(7), Cancellation);

        var partition = _fake.Partitions(Orders.Database, Orders.Name)["2026-03-01/10"];
        var storage = partition["StorageDescriptor"]!;
        Assert.Equal("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe", storage["SerdeInfo"]!["SerializationLibrary"]!.GetValue<string>());
        Assert.StartsWith("s3://lake/shop/public/orders/snapshot_date=2026-03-01/snapshot_hour=10/attempt=", storage["Location"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Without tax", storage["Columns"]![1]!["Comment"]!.GetValue<string>());
        Assert.Equal(("1000", "20000", "7"), (partition["Parameters"]!["numRows"]!.GetValue<string>(), partition["Parameters"]!["totalSize"]!.GetValue<string>(), partition["Parameters"]!["platform.publication"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Location_OfAnyName_IsKeptUnescapedAndReadBack()
    {
        GlueSite.Deploy(_fake, Definition);
        var pointer = PointerOf(7) with { Location = new Uri("s3://lake/shop/public/Bestellungen 50%25 über!2F/attempt=x/") };
        await _catalog.PutPartitionAsync(Orders, pointer, Cancellation);

        Assert.Equal("s3://lake/shop/public/Bestellungen 50% über!2F/attempt=x/", _fake.Partitions(Orders.Database, Orders.Name)["2026-03-01/10"]["StorageDescriptor"]!["Location"]!.GetValue<string>());
        Assert.Equal(pointer, await _catalog.GetPartitionAsync(Orders, Ten, Cancellation));
    }

    [Theory]
    [InlineData("CreatePartition", FaultKind.Refused)]
    [InlineData("CreatePartition", FaultKind.Reset)]
    [InlineData("CreatePartition", FaultKind.LostResponse)]
    public async Task Put_WithAPassingFault_IsThere(string operation, FaultKind kind)
    {
        GlueSite.Deploy(_fake, Definition);
        _fake.Faults.Add(Fault.Of(kind, operation));

        await _catalog.PutPartitionAsync(Orders, PointerOf(7), Cancellation);

        Assert.Equal(PointerOf(7), await _catalog.GetPartitionAsync(Orders, Ten, Cancellation));
    }

    [Fact]
    public async Task Put_Throttled_WaitsAndRepeatsWithTheSameSignature()
    {
        GlueSite.Deploy(_fake, Definition);
        _fake.Faults.Add(new Fault { Operation = "CreatePartition", Kind = FaultKind.Refused, Status = 400, Code = "ThrottlingException", Times = 3 });

        await _catalog.PutPartitionAsync(Orders, PointerOf(7), Cancellation);

        var sent = _fake.Requests.Where(r => r.Operation == "CreatePartition").ToList();
        Assert.Equal(4, sent.Count);
        Assert.Single(sent.Select(r => r.SignedAt).Distinct());
    }

    [Fact]
    public async Task Latest_AfterALostResponse_IsMovedOnce()
    {
        GlueSite.Deploy(_fake, Definition);
        await _catalog.MoveLatestAsync(Orders, PointerOf(7), Cancellation);
        _fake.Faults.Add(Fault.Of(FaultKind.LostResponse, "UpdateTable"));

        Assert.Equal(LatestMove.Moved, await _catalog.MoveLatestAsync(Orders, PointerOf(8), Cancellation));

        Assert.Equal("1", _fake.Table(Orders.Database, "orders_latest")!["VersionId"]!.GetValue<string>());
        Assert.Equal(0, _fake.Archived(Orders.Database, "orders_latest"));
    }

    [Fact]
    public async Task Request_SignedForAMomentLongPast_IsRefused_SoThatAFrozenProcessPutsNothing()
    {
        GlueSite.Deploy(_fake, Definition);
        var frozen = _catalog.SignedAt(TimeProvider.System.GetUtcNow());
        await _catalog.PutPartitionAsync(Orders, PointerOf(9), Cancellation);
        _fake.Ahead = TimeSpan.FromMinutes(6);

        var error = await Assert.ThrowsAsync<PlatformException>(() => frozen.PutPartitionAsync(Orders, PointerOf(7), Cancellation));

        Assert.Equal(("request-expired", true), (error.Kind, error.Retryable));
        _fake.Ahead = TimeSpan.Zero;
        Assert.Equal(9, (await _catalog.GetPartitionAsync(Orders, Ten, Cancellation))!.Parameters.Publication);
    }

    [Fact]
    public async Task Request_Denied_NamesTheActionTheTableAndTheRequest()
    {
        GlueSite.Deploy(_fake, Definition);
        _fake.Faults.Add(new Fault { Operation = "CreatePartition", Kind = FaultKind.Refused, Status = 400, Code = "AccessDeniedException", Times = 9 });

        var error = await Assert.ThrowsAsync<PlatformException>(() => _catalog.PutPartitionAsync(Orders, PointerOf(7), Cancellation));

        Assert.Equal(("aws-permission", ExitCode.Permission), (error.Kind, error.ExitCode));
        Assert.Matches("^glue:CreatePartition was refused: AccessDeniedException \\(400\\), request [0-9a-f-]{36}, about catalog table prod_shop.orders$", error.Message);
        Assert.Equal("allow glue:CreatePartition on catalog table prod_shop.orders", error.Hint);
        Assert.Equal(1, _fake.Count("CreatePartition"));
    }

    [Fact]
    public async Task Partitions_MoreThanAPage_AreAllListedAndRemoved()
    {
        GlueSite.Deploy(_fake, Definition);
        var times = Enumerable.Range(0, 60).Select(i => new SnapshotTime(Ten.Value.AddHours(i))).ToList();
        foreach (var time in times) await _catalog.PutPartitionAsync(Orders, PointerOf(1, time), Cancellation);

        Assert.Equal(times, (await _catalog.ListPartitionsAsync(Orders, Cancellation)).Select(p => p.Parameters.SnapshotTime));
        await _catalog.RemovePartitionsAsync(Orders, times, Cancellation);

        Assert.Empty(await _catalog.ListPartitionsAsync(Orders, Cancellation));
        Assert.Equal(3, _fake.Count("BatchDeletePartition"));
    }

    private static Pointer PointerOf(long publication, SnapshotTime? at = null)
    {
        Assert.True(Ulid.TryParse($"01ARZ3NDEKTSV4RRFFQ6{publication:D6}", out var attempt));
        var time = at ?? Ten;
        return new Pointer
        {
            Location = new Uri($"s3://lake/shop/public/orders/snapshot_date={time.DatePartition}/snapshot_hour={time.HourPartition}/attempt={attempt}/"),
            Columns = Definition.Columns,
            Format = "parquet",
            Parameters = new PointerParameters { Publication = publication, Attempt = attempt, SnapshotTime = time, CapturedAt = time.Value.AddSeconds(12), Rows = 1_000, Bytes = 20_000 },
        };
    }
}
