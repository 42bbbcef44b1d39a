using Platform.Ledger.Migrations;
using Platform.Ledger.Reading;
using Platform.Ledger.Runs;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Services;

namespace Platform.Ledger.Tests.Connections;

public sealed class LedgerFailuresTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ledger_ThatIsNotThere_IsTryAgain()
    {
        var error = await FailureAsync("postgresql://someone:secret-word@127.0.0.1:1/ledger");

        Assert.Equal("the ledger at 127.0.0.1:1/ledger cannot be reached: nothing listens there", error.Message);
        Assert.Equal("check that its PostgreSQL is running and that host, port and network of the ledger's URL are right", error.Hint);
        Assert.Equal(("ledger-unreachable", ExitCode.TryAgain), (error.Kind, error.ExitCode));
        Assert.DoesNotContain("secret-word", error.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_WhoseHostIsUnknown_IsGoneForGood()
    {
        var error = await FailureAsync("postgresql://someone@no-such-host.invalid/ledger");

        Assert.Equal("the ledger's host no-such-host.invalid does not resolve", error.Message);
        Assert.Equal(("ledger-host-unknown", ExitCode.Unavailable), (error.Kind, error.ExitCode));
    }

    [Fact]
    public async Task Login_WithAWrongPassword_IsPermission()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var url = ConnectionUrl.Parse(database.Url) with { Password = "wrong-secret" };

        var error = await FailureAsync(url);

        Assert.Equal($"the ledger at {url.Host}:{url.Port}/{url.Database} refused the login of postgres", error.Message);
        Assert.Equal(("ledger-login", ExitCode.Permission), (error.Kind, error.ExitCode));
    }

    [Fact]
    public async Task Database_ThatDoesNotExist_IsGoneForGood()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);

        var error = await FailureAsync(ConnectionUrl.Parse(database.Url) with { Database = "nowhere" });

        Assert.Equal(("ledger-database-missing", ExitCode.Unavailable), (error.Kind, error.ExitCode));
        Assert.Matches("^the ledger's database nowhere does not exist at .*:[0-9]+$", error.Message);
    }

    [Fact]
    public async Task Database_WithoutALedger_SaysHowToMakeOne()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var url = ConnectionUrl.Parse(database.Url);
        await using var ledger = RunLedger.Open(url, LedgerOptions.Default, TimeProvider.System);

        var reading = await FailureAsync(url);
        var claiming = await Assert.ThrowsAsync<PlatformException>(() => ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));

        Assert.All((PlatformException[])[reading, claiming], e =>
        {
            Assert.Equal($"the database at {url.Host}:{url.Port}/{url.Database} holds no ledger, or an older one", e.Message);
            Assert.Equal(("ledger-schema", ExitCode.Configuration, "run: platform ledger migrate"), (e.Kind, e.ExitCode, e.Hint));
        });
    }

    [Fact]
    public async Task Ledger_OlderThanThisRelease_SaysHowToMigrate()
    {
        var database = await LedgerDatabase.CreateAsync();
        await database.Database.ExecuteAsync("delete from platform.migration where number > 3", Cancellation);
        await using var ledger = database.Open();

        var error = await Assert.ThrowsAsync<PlatformException>(() => ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));

        Assert.Equal($"the ledger is at version 3, this release needs {LedgerMigrations.Version}", error.Message);
        Assert.Equal(("ledger-schema", ExitCode.Configuration), (error.Kind, error.ExitCode));
    }

    [Fact]
    public async Task Server_ThatStopsForAWhile_IsWaitedFor()
    {
        await using var server = await PostgresServer.StartOwnAsync(cancellationToken: Cancellation);
        var url = ConnectionUrl.Parse((await server.NewDatabaseAsync(Cancellation)).Url);
        await LedgerMigrations.ApplyAsync(url, LedgerOptions.Default, TimeProvider.System, Cancellation);
        await using var patient = RunLedger.Open(url, LedgerOptions.Job with { LongestPause = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);
        await using var impatient = RunLedger.Open(url, LedgerOptions.Default, TimeProvider.System);
        await patient.StatusAsync(new StatusFilter(), Cancellation);
        await server.Cluster.KillAsync(Cancellation);

        var waiting = patient.ClaimAsync(LedgerDatabase.Request(), Cancellation);
        var error = await Assert.ThrowsAsync<PlatformException>(() => impatient.ClaimAsync(LedgerDatabase.Request(), Cancellation));
        Assert.False(waiting.IsCompleted);
        await server.Cluster.RestartAsync(cancellationToken: Cancellation);

        Assert.IsType<Claim.Claimed>(await waiting);
        Assert.True(error.Retryable);
    }

    [Fact]
    public async Task Connection_Released_IsOpenOnlyWhileSomethingIsAsked()
    {
        var database = await LedgerDatabase.CreateAsync();
        await using var ledger = database.Open(LedgerOptions.Default with { ApplicationName = "released" });
        var claimed = Assert.IsType<Claim.Claimed>(await ledger.ClaimAsync(LedgerDatabase.Request(), Cancellation));
        Assert.Equal(1, await OpenAsync());

        await ledger.ReleaseConnectionAsync(Cancellation);
        Assert.Equal(0, await OpenAsync());
        Assert.True(await ledger.HeartbeatAsync([claimed.Lease], Cancellation));
        Assert.Equal(0, await OpenAsync());

        ledger.KeepConnection();
        Assert.True(await ledger.HeartbeatAsync([claimed.Lease], Cancellation));
        Assert.Equal(1, await OpenAsync());

        // A server notices the end of a connection a moment after its client.
        async Task<long> OpenAsync()
        {
            const string count = "select count(*) from pg_stat_activity where application_name = 'released' and datname = current_database()";
            var open = await database.Database.ScalarAsync<long>(count, Cancellation);
            for (var looks = 0; open > 0 && looks < 50; looks++)
            {
                var again = await database.Database.ScalarAsync<long>(count, Cancellation);
                if (again < open) open = again;
            }
            return open;
        }
    }

    private static Task<PlatformException> FailureAsync(string url) => FailureAsync(ConnectionUrl.Parse(url, _ => null));

    private static async Task<PlatformException> FailureAsync(ConnectionUrl url)
    {
        await using var ledger = RunLedger.Open(url, LedgerOptions.Default, TimeProvider.System);
        return await Assert.ThrowsAsync<PlatformException>(() => ledger.StatusAsync(new StatusFilter(), Cancellation));
    }
}
