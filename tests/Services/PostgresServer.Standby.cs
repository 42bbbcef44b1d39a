using System.Diagnostics;
using Platform.LocalStack.Binaries;
using Platform.LocalStack.Cluster;

namespace Platform.Services;

/// <summary>Streaming replicas.</summary>
public sealed partial class PostgresServer
{
    /// <summary>
    /// A hot standby that streams from this cluster, made by <c>pg_basebackup</c>; the caller disposes it before its primary. Roles, passwords and databases are the primary's.
    /// </summary>
    /// <param name="settings">Further lines of its postgresql.conf, such as <c>max_standby_streaming_delay</c>.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    public async Task<PostgresServer> StartStandbyAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken = default)
    {
        var binaries = PostgresBinaries.Find(RepositoryRoot.PlatformDirectory);
        var directory = ThrowawayDirectories.Create();
        Directory.CreateDirectory(directory);
        File.Copy(Cluster.PasswordFile, Path.Combine(directory, Path.GetFileName(Cluster.PasswordFile)));
        await BackUpAsync(Path.Combine(directory, Path.GetFileName(Cluster.DataDirectory)), cancellationToken);
        var cluster = await StartAsync(binaries, directory, new ClusterOptions { Durable = false, Settings = settings }, cancellationToken);
        ThrowawayDirectories.StopAtExit(directory, cluster);
        return new PostgresServer(cluster, directory);
    }

    /// <summary>The same database on a standby of this one's cluster, as soon as it has replayed what the primary has committed by now.</summary>
    public async Task<TestDatabase> ReplayedAsync(TestDatabase primary)
    {
        var lsn = await primary.ScalarAsync<string>("select pg_current_wal_insert_lsn()::text");
        var replica = new TestDatabase(primary.Name, Cluster, Cluster.Url(primary.Name, PlainRole, PlainPassword));
        await new TestDatabase("postgres", Cluster, "").WaitForAsync($"pg_last_wal_replay_lsn() >= '{lsn}'");
        return replica;
    }

    /// <summary>Ends recovery and takes the address of another server that is gone, as the endpoint of a cluster does after a failover.</summary>
    public async Task TakeOverAsync(PostgresServer gone)
    {
        await Cluster.ExecuteAsync("postgres", "select pg_promote()");
        // Read after every other file of settings, so it wins over the port that the cluster was started on.
        await Cluster.ExecuteAsync("postgres", $"alter system set port = {gone.Cluster.Port}");
        await Cluster.RestartAsync();
    }

    private async Task BackUpAsync(string target, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            PostgresProgram.Find("pg_basebackup"), ["--pgdata", target, "--dbname", Cluster.Url("postgres"), "--write-recovery-conf", "--checkpoint=fast", "--no-sync"])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"pg_basebackup ended with {process.ExitCode}: {error}");
    }
}
