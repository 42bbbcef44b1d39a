using Npgsql;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Services;
using Platform.Sources.Postgres.Session;

namespace Platform.Sources.Postgres.Tests.Session;

public sealed class PoolerProbeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_ThroughATransactionPooler_IsRefused()
    {
        await using var server = await PostgresServer.StartOwnAsync(new() { HbaLines = ["host all all 127.0.0.1/32 trust"] }, cancellationToken: Cancellation);
        var url = ConnectionUrl.Parse(server.Cluster.Url("postgres"));
        await using var pooler = await TransactionPooler.StartAsync(url.Port, url.User, url.Database);

        var failure = await Assert.ThrowsAsync<PlatformException>(() =>
            SourceSession.OpenAsync(url with { Port = pooler.Port }, Source.Guard, TimeProvider.System, Cancellation));

        Assert.Equal((ExitCode.Configuration, "pooler", Stage.Connect), (failure.ExitCode, failure.Kind, failure.Stage));
        Assert.Equal(
            "A pooler in transaction or statement mode stands between the job and PostgreSQL: session settings and the exported snapshot would be lost.",
            failure.Message);
        Assert.Equal("connect to the server itself, or to a pool in session mode", failure.Hint);
    }

    [Fact]
    public async Task Pooler_OfThisTest_ServesQueriesAndTransactions()
    {
        await using var server = await PostgresServer.StartOwnAsync(new() { HbaLines = ["host all all 127.0.0.1/32 trust"] }, cancellationToken: Cancellation);
        var url = ConnectionUrl.Parse(server.Cluster.Url("postgres"));
        await using var pooler = await TransactionPooler.StartAsync(url.Port, url.User, url.Database);

        var (connection, _) = await SourceConnector.OpenFirstAsync(
            await SourceAddress.ResolveAsync(url with { Port = pooler.Port }, Cancellation), "test", Cancellation);

        await using (connection)
        {
            await using var command = new NpgsqlCommand("select 40 + 2", connection);
            Assert.Equal(42, await command.ExecuteScalarAsync(Cancellation));
        }
    }

    [Fact]
    public async Task Check_TwoSessionsOfTheServerItself_Pass()
    {
        await using var source = await Source.OpenAsync("");
        await using var other = await source.Database.OpenAsync(Cancellation);

        await PoolerProbe.CheckAsync(source.Probe, other, Cancellation);
    }
}
