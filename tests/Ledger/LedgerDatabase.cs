using Platform.Ledger.Migrations;
using Platform.Ledger.Publications;
using Platform.Ledger.Runs;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Layout;
using Platform.Services;
using System.Text.Json;

namespace Platform.Ledger.Tests;

/// <summary>A migrated ledger in a database of its own, and the words that tests of it share.</summary>
internal sealed class LedgerDatabase
{
    public static readonly SnapshotTime Ten = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

    private static readonly JsonElement SomePointer = JsonDocument.Parse("""{"location": "file:///lake/x/", "columns": []}""").RootElement;

    private LedgerDatabase(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public ConnectionUrl Url => ConnectionUrl.Parse(Database.Url);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<LedgerDatabase> CreateAsync()
    {
        var ledger = new LedgerDatabase(await PostgresServer.CreateDatabaseAsync(Cancellation));
        await LedgerMigrations.ApplyAsync(ledger.Url, LedgerOptions.Default, TimeProvider.System, Cancellation);
        return ledger;
    }

    public RunLedger Open(LedgerOptions? options = null, TimeProvider? time = null) => RunLedger.Open(Url, options ?? LedgerOptions.Default, time ?? TimeProvider.System);

    public static ClaimRequest Request(SnapshotTime? time = null, bool force = false, string holder = "host:1", string table = "orders") => new()
    {
        Key = new SnapshotKey("shop", new TableName("public", table), time ?? Ten),
        Attempt = Ulid.New(TimeProvider.System),
        EntryHash = "entry-hash",
        Holder = holder,
        Force = force,
        Schedule = "hourly",
        NextRunAt = Ten.Value.AddHours(1),
        JobId = "job-7",
        Version = "0.1.0",
        Prefix = "shop/public/orders/",
        Metadata = JsonDocument.Parse("""{"by": "test"}""").RootElement,
    };

    public static DecisionMember Member(Lease lease, long rows = 100) => new()
    {
        Lease = lease,
        Pointer = SomePointer,
        Location = $"file:///lake/shop/public/orders/attempt={lease.Attempt}/",
        Format = "parquet",
        Compression = "zstd",
        Rows = rows,
        Bytes = 5000,
        Files = 1,
        CapturedAt = Ten.Value.AddSeconds(12),
        SchemaFingerprint = "fingerprint",
        DatabaseSnapshot = JsonDocument.Parse("""{"lsn": "0/16B3748"}""").RootElement,
        Metadata = JsonDocument.Parse("""{"rate": 7}""").RootElement,
    };

    /// <summary>Claims, decides, sends and finishes: a whole publication without a catalog.</summary>
    public static async Task<long> PublishAsync(RunLedger ledger, ClaimRequest request, long rows = 100)
    {
        var claimed = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(request, Cancellation));
        var publication = await ledger.DecideAsync([Member(claimed.Lease, rows)], above: null, Cancellation);
        Assert.IsType<SendPermit.Send>(await ledger.CheckNewestAndMarkSentAsync(publication, catalogCompares: true, Cancellation));
        await ledger.DoneAsync(publication, Cancellation);
        return publication;
    }

    /// <summary>Makes a lease's time be over, as if its holder had been silent.</summary>
    public Task ExpireAsync(Lease lease) => Database.ExecuteAsync($"update platform.lease set expires_at = clock_timestamp() - interval '1 s' where run_id = {lease.RunId}", Cancellation);
}
