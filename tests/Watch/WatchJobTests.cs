using System.Text.Json;
using Platform.Fakes.SecretsManager;
using Platform.Ledger;
using Platform.Ledger.Migrations;
using Platform.Ledger.Publications;
using Platform.Ledger.Runs;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Services;
using Platform.Snapshot.Tests.Aws;

namespace Platform.Watch.Tests;

/// <summary>The watch binary against a real ledger in PostgreSQL, as a scheduler runs it.</summary>
public sealed class WatchJobTests
{
    private static readonly SnapshotTime Ten = SnapshotTime.Parse("2026-03-01T10");
    private static readonly JsonElement Pointer = JsonDocument.Parse("""{"location": "file:///lake/x/", "columns": []}""").RootElement;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_LedgerOfSeveralTables_TellsEachTableOnceInEmbeddedMetricFormat()
    {
        var database = await MigratedAsync();
        await using (var ledger = RunLedger.Open(ConnectionUrl.Parse(database.Url), LedgerOptions.Default, TimeProvider.System))
        {
            foreach (var hours in (int[])[-1, 0]) await PublishAsync(ledger, "shop", "orders", Ten.Value.AddHours(hours));
            await PublishAsync(ledger, "shop", "stock", Ten.Value.AddHours(-3));
            foreach (var hours in (int[])[-2, -1]) await FailAsync(ledger, "shop", "stock", Ten.Value.AddHours(hours));
            await FailAsync(ledger, "crm", "größe", Ten.Value);
            await PublishAsync(ledger, "crm", "retired", Ten.Value.AddDays(-15));
        }

        var (exit, output, errors) = await WatchAsync(database.Url, "--at", "2026-03-01T10:07:00Z");

        Assert.True(exit == 0, errors);
        Assert.Equal(
            [
                """crm public.gr\u00f6\u00dfe: 1 behind, 1 failed, published -, due 2026-03-01T10:00:00Z""",
                "shop public.orders: 0 behind, 0 failed, published 2026-03-01T10:00:00Z, due 2026-03-01T10:00:00Z",
                "shop public.stock: 3 behind, 2 failed, published 2026-03-01T07:00:00Z, due 2026-03-01T10:00:00Z",
            ],
            output.Select(line => $"{line["Source"]} {line["Table"]}: {line["PeriodsBehind"]} behind, {line["FailedRuns"]} failed, published {line.GetValueOrDefault("Published", "-")}, due {line["Due"]}"));
        Assert.All(output, line => Assert.Equal("test", line["Stack"]));
        Assert.All(output, line => Assert.Equal(
            """{"Timestamp":1772359620000,"CloudWatchMetrics":[{"Namespace":"Platform","Dimensions":[["Stack","Source","Table"]],"Metrics":[{"Name":"PeriodsBehind","Unit":"Count"},{"Name":"FailedRuns","Unit":"Count"}]}]}""",
            line["_aws"]));
        Assert.Contains("\"tables\":3,\"behind\":1,\"not_watched\":1", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_HourIsPublishedAfterItFailed_FailureIsOver()
    {
        var database = await MigratedAsync();
        await using (var ledger = RunLedger.Open(ConnectionUrl.Parse(database.Url), LedgerOptions.Default, TimeProvider.System))
        {
            await FailAsync(ledger, "shop", "orders", Ten.Value);
            await PublishAsync(ledger, "shop", "orders", Ten.Value);
        }

        var (_, output, _) = await WatchAsync(database.Url, "--at", "2026-03-01T10:07:00Z");

        Assert.Equal(("0", "0"), (Assert.Single(output)["PeriodsBehind"], output[0]["FailedRuns"]));
    }

    [Fact]
    public async Task Run_RoleOfTheJobs_MayRead()
    {
        var database = await MigratedAsync();
        await database.ExecuteAsync($"grant platform_job to {PostgresServer.PlainRole}", Cancellation);

        var (exit, output, errors) = await WatchAsync(database.PlainUrl);

        Assert.True(exit == 0, errors);
        Assert.Empty(output);
    }

    [Fact]
    public async Task Run_LedgerThatTakesTokens_SignsItsOwn()
    {
        await using var server = await IamServer.StartAsync();
        var database = await server.Server.NewDatabaseAsync(Cancellation);
        await LedgerMigrations.ApplyAsync(ConnectionUrl.Parse(database.Url), LedgerOptions.Default, TimeProvider.System, Cancellation);

        var (exit, _, errors) = await WatchBinary.RunAsync([.. IamServer.Signer, ("PLATFORM_STACK", "test"), ("PLATFORM_LEDGER_URL", server.Url(database))]);

        Assert.True(exit == 0, errors + string.Join(' ', server.Directory.Refusals));
        Assert.NotEmpty(server.Directory.Tokens);
        Assert.DoesNotContain("X-Amz-", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_LedgerThatASecretNames_IsReadFromThere()
    {
        await using var secrets = await FakeSecretsManager.StartAsync();
        var database = await MigratedAsync();
        var arn = secrets.Store("ledger", database.Url);

        var (exit, _, errors) = await WatchBinary.RunAsync(
            [.. IamServer.Signer, ("AWS_ENDPOINT_URL_SECRETSMANAGER", secrets.Endpoint.AbsoluteUri), ("PLATFORM_STACK", "test"), ("PLATFORM_LEDGER_URL", $"secretsmanager:{arn}")]);

        Assert.True(exit == 0, errors);
        Assert.Equal(1, secrets.Count("GetSecretValue"));
    }

    [Fact]
    public async Task Run_NoLedgerInTheDatabase_IsConfigurationAndSaysWhatToRun()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);

        var (exit, output, errors) = await WatchAsync(database.Url);

        Assert.Equal(78, exit);
        Assert.Empty(output);
        Assert.Contains("ledger migrate", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_ManyRuns_IsReadThroughTheIndex()
    {
        var database = await MigratedAsync();
        await database.ExecuteAsync("""
            insert into platform.run (source, schema_name, table_name, snapshot_time, schedule)
            select 'shop', 'public', 't' || t, timestamptz '2026-01-01' + h * interval '1 hour', 'hourly' from generate_series(1, 50) t, generate_series(0, 999) h;
            analyze platform.run
            """, Cancellation);
        var before = await ReadTuplesAsync(database);

        var (exit, output, errors) = await WatchAsync(database.Url, "--at", "2026-01-20T00:07:00Z");

        Assert.True(exit == 0, errors);
        Assert.Equal(50, output.Count);
        Assert.Equal(before, await ReadTuplesAsync(database));
    }

    /// <summary>Rows that whole-table scans read so far.</summary>
    private static async Task<long> ReadTuplesAsync(TestDatabase database)
    {
        await database.ExecuteAsync("select pg_stat_clear_snapshot()", Cancellation);
        return await database.ScalarAsync<long>("select seq_tup_read from pg_stat_user_tables where relid = 'platform.run'::regclass", Cancellation);
    }

    private static async Task<TestDatabase> MigratedAsync()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await LedgerMigrations.ApplyAsync(ConnectionUrl.Parse(database.Url), LedgerOptions.Default, TimeProvider.System, Cancellation);
        return database;
    }

    private static async Task<Lease> ClaimAsync(RunLedger ledger, string source, string table, DateTimeOffset at)
    {
        var claim = await ledger.ClaimAsync(new ClaimRequest
        {
            Key = new SnapshotKey(source, new TableName("public", table), new SnapshotTime(at)),
            Attempt = Ulid.New(TimeProvider.System),
            EntryHash = "entry",
            Holder = "host:1",
            Schedule = "hourly",
            Version = "0.1.0",
            Prefix = "x/",
        }, Cancellation);
        return Assert.IsType<Claim.Claimed>(claim).Lease;
    }

    private static async Task FailAsync(RunLedger ledger, string source, string table, DateTimeOffset at) =>
        await ledger.FailAsync(await ClaimAsync(ledger, source, table, at), new PlatformException(Stage.Read, ExitCode.TryAgain, "the source is away"), Cancellation);

    private static async Task PublishAsync(RunLedger ledger, string source, string table, DateTimeOffset at)
    {
        var lease = await ClaimAsync(ledger, source, table, at);
        var publication = await ledger.DecideAsync(
            [
                new DecisionMember
                {
                    Lease = lease, Pointer = Pointer, Location = "file:///lake/x/", Format = "parquet", Compression = "zstd", Rows = 1, Bytes = 1, Files = 1,
                    CapturedAt = at.AddSeconds(5), SchemaFingerprint = "f", DatabaseSnapshot = JsonDocument.Parse("{}").RootElement, Metadata = JsonDocument.Parse("{}").RootElement,
                },
            ], above: null, Cancellation);
        await ledger.CheckNewestAndMarkSentAsync(publication, catalogCompares: true, Cancellation);
        await ledger.DoneAsync(publication, Cancellation);
    }

    private static Task<WatchRun> WatchAsync(string ledger, params string[] args) => WatchBinary.RunAsync([("PLATFORM_STACK", "test"), ("PLATFORM_LEDGER_URL", ledger)], args);
}
