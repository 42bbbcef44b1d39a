using System.Globalization;
using Platform.LocalStack.Binaries;
using Platform.LocalStack.Cluster;

namespace Platform.Services;

/// <summary>
/// A real PostgreSQL for tests. <see cref="SharedAsync"/> is one throwaway cluster per test process, started by whoever asks first;
/// <see cref="StartOwnAsync"/> gives a test its own, to restart, kill or configure. Everything is stopped and removed when the process
/// ends. Where PostgreSQL is missing a test fails, with the command that installs it.
/// </summary>
/// <remarks>May also be used as an assembly fixture: <c>[assembly: AssemblyFixture(typeof(PostgresServer))]</c>.</remarks>
public sealed partial class PostgresServer : IAsyncDisposable
{
    /// <summary>The role of <see cref="TestDatabase.PlainUrl"/>: may log in, owns nothing, may do only what is granted.</summary>
    public const string PlainRole = "plain";

    private const string PlainPassword = "plain-password";

    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(() => StartOwnAsync(new ClusterOptions { MaxConnections = 200 }));
    private static int _databases;

    private readonly string _directory;

    private PostgresServer(LocalCluster cluster, string directory)
    {
        Cluster = cluster;
        _directory = directory;
    }

    public LocalCluster Cluster { get; }

    /// <summary>The process's one shared cluster.</summary>
    public static Task<PostgresServer> SharedAsync() => SharedServer.Value;

    /// <summary>A fresh, empty database on the shared cluster.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancellationToken = default) =>
        await (await SharedAsync()).NewDatabaseAsync(cancellationToken);

    /// <summary>
    /// A cluster of its own, not durable; the caller disposes it (or the end of the process does). The options hold settings, pg_hba lines
    /// and files such as those of <see cref="ServerCertificates"/> for TLS; the binaries may be of another PostgreSQL version.
    /// </summary>
    public static async Task<PostgresServer> StartOwnAsync(
        ClusterOptions? options = null, PostgresBinaries? binaries = null, CancellationToken cancellationToken = default)
    {
        var directory = ThrowawayDirectories.Create();
        var chosen = (options ?? new ClusterOptions()) with { Durable = false };
        var cluster = await StartAsync(binaries ?? PostgresBinaries.Find(RepositoryRoot.PlatformDirectory), directory, chosen, cancellationToken);
        ThrowawayDirectories.StopAtExit(directory, cluster);
        await cluster.ExecuteAsync("postgres", $"create role {PlainRole} login password '{PlainPassword}'", cancellationToken);
        return new PostgresServer(cluster, directory);
    }

    /// <summary>A fresh, empty database on this cluster.</summary>
    public async Task<TestDatabase> NewDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await Cluster.CreateDatabaseAsync(name, cancellationToken);
        return new TestDatabase(name, Cluster, Cluster.Url(name, PlainRole, PlainPassword));
    }

    private static async Task<LocalCluster> StartAsync(
        PostgresBinaries binaries, string directory, ClusterOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await LocalCluster.StartAsync(binaries, directory, options, cancellationToken);
        }
        catch
        {
            ThrowawayDirectories.Remove(directory);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAsync(StopMode.Immediate);
        ThrowawayDirectories.Remove(_directory);
    }
}
