using System.Text.Json;
using Platform.Aws.Calls;
using Platform.Fakes.Glue;
using Platform.Fakes.Services;
using Platform.Fakes.Signing;
using Platform.Lake.Catalog;
using Platform.Lake.Catalog.Glue;
using Platform.Lake.Catalog.Local;
using Platform.Ledger;
using Platform.Ledger.Migrations;
using Platform.Ledger.Reading;
using Platform.Ledger.Runs;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Faults;
using Platform.Registry.Layout;
using Platform.Services;

namespace Platform.Publication.Tests;

/// <summary>A ledger in a real PostgreSQL and a lake in a directory, for one test.</summary>
internal sealed class PublishingSite : IAsyncDisposable
{
    public static readonly SnapshotTime Ten = At(10);

    public static readonly TableIdentifier Orders = new("local_shop", "orders");

    private readonly string _root = Path.Combine(Path.GetTempPath(), "platform-publication-" + Guid.NewGuid().ToString("N"));
    private readonly List<RunLedger> _ledgers = [];

    private PublishingSite(TestDatabase database, ICatalog? catalog)
    {
        Database = database;
        Catalog = catalog ?? new LocalCatalog(new Uri(_root), TimeProvider.System);
    }

    public TestDatabase Database { get; }

    public string Root => _root;

    public ICatalog Catalog { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="catalog">Null for the local one.</param>
    public static async Task<PublishingSite> CreateAsync(ICatalog? catalog = null)
    {
        var site = new PublishingSite(await PostgresServer.CreateDatabaseAsync(Cancellation), catalog);
        Directory.CreateDirectory(site._root);
        await LedgerMigrations.ApplyAsync(ConnectionUrl.Parse(site.Database.Url), LedgerOptions.Default, TimeProvider.System, Cancellation);
        return site;
    }

    /// <summary>A site whose catalog is Glue, with the table deployed and this many hours of it published.</summary>
    public static async Task<PublishingSite> CreateAsync(FakeGlue glue, int hours)
    {
        foreach (var (name, value) in FakeCredentials.Default.Variables) Environment.SetEnvironmentVariable(name, value);
        var settings = new AwsSettings(FakeJsonService.Region, name => name == "AWS_ENDPOINT_URL_GLUE" ? glue.Endpoint.AbsoluteUri : null);
        glue.Deploy(Orders.Database, Orders.Name, null, "parquet", ("order_id", "bigint"));
        var site = await CreateAsync(new GlueCatalog(new AwsClient(settings, TimeProvider.System), TimeProvider.System));
        var process = site.Process();
        for (var hour = 0; hour < hours; hour++) await site.RunAsync(process, rows: 1 + hour, new SnapshotTime(At(0).Value.AddHours(hour)));
        return site;
    }

    public static SnapshotTime At(int hour) => new(new DateTimeOffset(2026, 3, 1, hour, 0, 0, TimeSpan.Zero));

    /// <summary>A ledger and catalog of its own, as another process has.</summary>
    public (RunLedger Ledger, Publisher Publisher) Process(IFaultPoints? faults = null)
    {
        var ledger = RunLedger.Open(ConnectionUrl.Parse(Database.Url), LedgerOptions.Default, TimeProvider.System);
        _ledgers.Add(ledger);
        return (ledger, new Publisher(ledger, Catalog, faults ?? NoFaults.Instance, TimeProvider.System));
    }

    public static ClaimRequest Request(SnapshotTime? time = null, bool force = false) => new()
    {
        Key = new SnapshotKey("shop", new TableName("public", "orders"), time ?? Ten),
        Attempt = Ulid.New(TimeProvider.System),
        EntryHash = "entry-hash",
        Force = force,
    };

    public PublishableAttempt Attempt(Lease lease, SnapshotTime time, long rows) => new()
    {
        Lease = lease,
        Table = new TableDefinition { Identifier = Orders, Columns = [new CatalogColumn("order_id", "bigint")], Format = "parquet" },
        Location = new Uri($"file://{_root}/shop/public/orders/attempt={lease.Attempt}/"),
        Compression = "zstd",
        Rows = rows,
        Bytes = rows * 10,
        Files = 1,
        CapturedAt = time.Value.AddTicks(71_234_567),
        Lsn = "0/16B3748",
        EntryHash = "entry-hash",
        DatabaseSnapshot = JsonDocument.Parse("""{"lsn": "0/16B3748"}""").RootElement,
    };

    /// <summary>What a job does, without data: claim, waiting and rolling forward as needed, then publish.</summary>
    public async Task<Claim> RunAsync((RunLedger Ledger, Publisher Publisher) process, long rows, SnapshotTime? time = null, bool force = false)
    {
        var claim = await process.Ledger.ClaimOrWaitAsync(Request(time, force), process.Publisher.CarryOutAsync, TimeSpan.FromSeconds(30), Cancellation);
        if (claim is Claim.Claimed claimed) await process.Publisher.PublishAsync([Attempt(claimed.Lease, time ?? Ten, rows)], Cancellation);
        return claim;
    }

    /// <summary>Makes all leases' time be over, as if their holders had been silent.</summary>
    public Task ExpireLeasesAsync() => Database.ExecuteAsync("update platform.lease set expires_at = clock_timestamp() - interval '1 s' where released_at is null", Cancellation);

    public async Task<Pointer?> PartitionAsync(SnapshotTime? time = null) => await Catalog.GetPartitionAsync(Orders, time ?? Ten, Cancellation);

    public async Task<Pointer?> LatestAsync() => await Catalog.GetLatestAsync(Orders, Cancellation);

    /// <summary>One published snapshot with these rows, in ledger and catalog alike, and nothing left to do.</summary>
    public async Task AssertPublishedAsync(long rows, SnapshotTime? time = null, bool ignoreFailed = false)
    {
        var (ledger, _) = Process();
        var run = Assert.Single(await ledger.FindPublishedAsync("shop", new TableName("public", "orders"), time ?? Ten, Cancellation));
        var partition = await PartitionAsync(time);
        Assert.Equal(("succeeded", rows), (run.Status, run.Rows));
        Assert.Equal((run.Rows, run.PublicationId, run.PublishedAttempt, run.Location), (partition!.Parameters.Rows, partition.Parameters.Publication, partition.Parameters.Attempt.ToString(), partition.Location.AbsoluteUri));
        Assert.Empty(await ledger.IntendedAsync(null, null, Cancellation));
        Assert.Equal(1L, await Database.ScalarAsync<long>(
            $"select count(*) from platform.attempt join platform.run using (run_id) where snapshot_time = '{time ?? Ten}' and attempt.status = 'published'", Cancellation));
        if (!ignoreFailed) Assert.Empty(await ledger.StatusAsync(new StatusFilter { Failed = true }, Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var ledger in _ledgers) await ledger.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
