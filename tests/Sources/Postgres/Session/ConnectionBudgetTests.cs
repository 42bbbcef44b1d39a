using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Services;
using Platform.Sources.Postgres.Session;

namespace Platform.Sources.Postgres.Tests.Session;

/// <summary>guard.connections, shared by all runs of a source.</summary>
public sealed class ConnectionBudgetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_BudgetTaken_WaitsAndGoesOnWhenItIsGivenBack()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var first = await OpenAsync(database, connections: 5);

        var second = OpenAsync(database, connections: 5);
        Assert.Equal(1, await LockedSessionsAsync(database));
        await first.DisposeAsync();

        await using var late = await second;
        Assert.Equal(1, await LockedSessionsAsync(database));
    }

    [Fact]
    public async Task Open_BudgetTakenToTheEndOfTheWait_IsBusyAndTriesAgain()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var first = await OpenAsync(database, connections: 4);

        var error = await Assert.ThrowsAsync<PlatformException>(() => OpenAsync(database, connections: 4, wait: TimeSpan.Zero));

        Assert.Equal(("source-busy", ExitCode.TryAgain), (error.Kind, error.ExitCode));
        Assert.Matches("^All 4 connections that guard.connections allows were other runs' during a wait of [0-9]+ s.$", error.Message);
    }

    /// <summary>With two, the server and not the budget would have been what is used up.</summary>
    [Fact]
    public async Task Open_BudgetTaken_LooksWithOneConnection()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await database.ExecuteAsync($"create role one_{database.Name} login password 'x' connection limit 1", Cancellation);
        await using var first = await OpenAsync(database, connections: 4);

        var error = await Assert.ThrowsAsync<PlatformException>(() =>
            OpenAsync(ConnectionUrl.Parse(database.Url) with { User = $"one_{database.Name}", Password = "x" }, connections: 4, wait: TimeSpan.FromSeconds(1)));

        Assert.StartsWith("All 4 connections that guard.connections allows were other runs'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ServerWithoutConnections_WaitsAsForTheBudget()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await database.ExecuteAsync($"create role none_{database.Name} login password 'x' connection limit 0", Cancellation);
        var opening = OpenAsync(ConnectionUrl.Parse(database.Url) with { User = $"none_{database.Name}", Password = "x" }, connections: 4, wait: TimeSpan.FromMinutes(1));
        Assert.False(opening.IsCompleted);

        await database.ExecuteAsync($"alter role none_{database.Name} connection limit 2", Cancellation);

        await using var late = await opening;
        Assert.Equal(1, await LockedSessionsAsync(database));
    }

    [Fact]
    public async Task Open_AnotherSourceOfTheDatabase_HasABudgetOfItsOwn()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var first = await OpenAsync(database, connections: 3);

        await using var other = await OpenAsync(database, connections: 3, source: "crm", wait: TimeSpan.Zero);

        Assert.Equal(2, await LockedSessionsAsync(database));
    }

    [Fact]
    public async Task Streams_WantedMoreThanThereIsRoomFor_AreAsManyAsThereIsRoom()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var first = await OpenAsync(database, connections: 8);
        await using var second = await OpenAsync(database, connections: 8);

        Assert.Equal(2, await first.StreamsAsync(2, Cancellation));
        Assert.Equal(2, await second.StreamsAsync(4, Cancellation));
        Assert.Equal(2, await second.StreamsAsync(4, Cancellation));
        Assert.Equal(1, await first.StreamsAsync(1, Cancellation));
    }

    [Fact]
    public async Task Open_GuardThatNoRunFits_SaysWhatItTakes()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);

        var error = await Assert.ThrowsAsync<PlatformException>(() => OpenAsync(database, connections: 2));

        Assert.Equal("guard.connections is 2; a run needs 3: two for its session and one to read.", error.Message);
        Assert.Equal(ExitCode.Configuration, error.ExitCode);
    }

    private static Task<SourceSession> OpenAsync(TestDatabase database, int connections, string source = "shop", TimeSpan? wait = null) =>
        OpenAsync(ConnectionUrl.Parse(database.Url), connections, source, wait);

    private static Task<SourceSession> OpenAsync(ConnectionUrl url, int connections, string source = "shop", TimeSpan? wait = null) => SourceSession.OpenSharedAsync(
        url, Source.Guard with { Connections = connections }, new SourceShare(source, wait ?? TimeSpan.FromMinutes(1)), TimeProvider.System, Cancellation);

    private static Task<long> LockedSessionsAsync(TestDatabase database) =>
        database.ScalarAsync<long>("select count(distinct pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");
}
