using Npgsql;
using Platform.LocalStack.Binaries;
using Platform.LocalStack.Cluster;
using Platform.Services;

namespace Platform.LocalStack.Tests.Cluster;

public sealed class LocalClusterTests
{
    private static readonly PostgresBinaries Binaries = PostgresBinaries.Find(RepositoryRoot.PlatformDirectory);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shared_AskedTwice_GivesOneClusterAndTwoDatabases()
    {
        var first = await PostgresServer.CreateDatabaseAsync(Cancel);
        var second = await PostgresServer.CreateDatabaseAsync(Cancel);

        Assert.Same(first.Cluster, second.Cluster);
        Assert.NotEqual(first.Name, second.Name);
        Assert.Equal("UTF8", await first.ScalarAsync<string>("show server_encoding", Cancel));
        Assert.Equal("C", await first.ScalarAsync<string>("select datcollate::text from pg_database where datname = current_database()", Cancel));
        Assert.Equal("UTC", await first.ScalarAsync<string>("show timezone", Cancel));
    }

    [Fact]
    public async Task Start_DirectoryOfRunningServer_ReattachesToIt()
    {
        await using var server = await PostgresServer.StartOwnAsync(cancellationToken: Cancel);
        var root = Path.GetDirectoryName(server.Cluster.DataDirectory)!;

        var again = await LocalCluster.StartAsync(Binaries, root, cancellationToken: Cancel);

        Assert.Equal(server.Cluster.ProcessId, again.ProcessId);
        Assert.Equal(server.Cluster.Url("postgres"), again.Url("postgres"));
    }

    [Fact]
    public async Task Start_AfterKillWithStalePidFileOfAnotherProcess_StartsAgainAndKeepsData()
    {
        await using var server = await PostgresServer.StartOwnAsync(cancellationToken: Cancel);
        await server.Cluster.ExecuteAsync("postgres", "create table kept (id int); insert into kept values (1)", Cancel);
        await server.Cluster.KillAsync(Cancel);
        // The number of a process that is alive and is no server: this one.
        var pidFile = Path.Combine(server.Cluster.DataDirectory, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(pidFile, Cancel);
        lines[0] = $"{Environment.ProcessId}";
        await File.WriteAllLinesAsync(pidFile, lines, Cancel);
        Assert.Null(LocalCluster.Attached(Binaries, Path.GetDirectoryName(server.Cluster.DataDirectory)!));

        await server.Cluster.RestartAsync(cancellationToken: Cancel);

        await using var connection = new NpgsqlConnection(server.Cluster.ConnectionString("postgres"));
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("select count(*) from kept", connection);
        Assert.Equal(1L, await command.ExecuteScalarAsync(Cancel));
    }

    [Theory]
    [InlineData(StopMode.Fast)]
    [InlineData(StopMode.Immediate)]
    public async Task Restart_RunningServer_ComesBackOnTheSamePort(StopMode mode)
    {
        await using var server = await PostgresServer.StartOwnAsync(cancellationToken: Cancel);
        var (port, pid) = (server.Cluster.Port, server.Cluster.ProcessId);

        await server.Cluster.RestartAsync(mode, Cancel);

        Assert.Equal(port, server.Cluster.Port);
        Assert.NotEqual(pid, server.Cluster.ProcessId);
    }

    [Fact]
    public async Task Stop_RunningServer_RefusesConnectionsAndStopsTwiceWithoutError()
    {
        await using var server = await PostgresServer.StartOwnAsync(cancellationToken: Cancel);

        await server.Cluster.StopAsync(cancellationToken: Cancel);
        await server.Cluster.StopAsync(cancellationToken: Cancel);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => server.Cluster.ExecuteAsync("postgres", "select 1", Cancel));
    }

    [Fact]
    public async Task Start_WithTlsFilesAndHbaLines_AcceptsOnlyTls()
    {
        using var certificates = new ServerCertificates();
        await using var server = await PostgresServer.StartOwnAsync(
            new ClusterOptions
            {
                Settings = ServerCertificates.Settings,
                Files = certificates.ServerFiles("127.0.0.1"),
                HbaLines = ["local all all scram-sha-256", "host all postgres 127.0.0.1/32 scram-sha-256", "hostssl all plain 127.0.0.1/32 scram-sha-256"],
            },
            cancellationToken: Cancel);
        var database = await server.NewDatabaseAsync(Cancel);
        var builder = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "plain", Password = "plain-password" };

        await using var tls = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(builder.ConnectionString) { SslMode = SslMode.Require }.ConnectionString);
        await tls.OpenAsync(Cancel);
        await using var clear = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(builder.ConnectionString) { SslMode = SslMode.Disable }.ConnectionString);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => clear.OpenAsync(Cancel));
        Assert.Contains("no encryption", refused.MessageText);
    }

    [Fact]
    public async Task Start_SettingThatServerRefuses_SaysWhatItsLogSays()
    {
        var options = new ClusterOptions { Settings = new Dictionary<string, string> { ["shared_buffers"] = "many" } };

        var failure = await Assert.ThrowsAsync<Registry.Failures.PlatformException>(() => PostgresServer.StartOwnAsync(options, cancellationToken: Cancel));

        Assert.Equal(Registry.Failures.ExitCode.Configuration, failure.ExitCode);
        Assert.Equal("postgres-not-started", failure.Kind);
        Assert.Contains("invalid value for parameter \"shared_buffers\": \"many\"", failure.Message);
        Assert.Contains("server.log", failure.Hint);
    }
}
