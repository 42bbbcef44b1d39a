using Npgsql;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Session;

/// <summary>
/// A run's conversation with one server instance: a probe connection for questions outside any transaction, and the leader's. Both, and every
/// worker's, go to one address. Two connections count against the guard's budget beside the workers'.
/// </summary>
public sealed class SourceSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _probe;
    private readonly NpgsqlConnection _leading;
    private readonly SessionSettings _settings;
    private readonly Guard _guard;
    private readonly TimeProvider _time;
    private readonly ConnectionBudget? _budget;

    private SourceSession(
        NpgsqlConnection probe, NpgsqlConnection leading, SourceAddress address, SessionSettings settings, ServerFacts server, Guard guard, ConnectionBudget? budget, TimeProvider time)
    {
        _probe = probe;
        _leading = leading;
        _settings = settings;
        _guard = guard;
        _budget = budget;
        _time = time;
        Address = address;
        Server = server;
    }

    /// <summary>The one address that every connection of the run uses.</summary>
    public SourceAddress Address { get; }

    public ServerFacts Server { get; }

    /// <summary>What a worker's connection sets before it imports the snapshot.</summary>
    public IReadOnlyList<string> SessionStatements => _settings.Statements;

    /// <summary>For questions outside the leader's transaction; used by one caller at a time.</summary>
    public NpgsqlConnection Probe => _probe;

    /// <summary>The first look at a budget that is used up, and the longest; in between it grows, with jitter.</summary>
    private static readonly (TimeSpan First, TimeSpan Longest) Looks = (TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10));

    /// <summary>
    /// The same as <see cref="OpenAsync"/> as one of the runs that share <c>guard.connections</c>: waits without a connection until there is room for one that reads, also
    /// where the server itself has none left. Each look takes one connection for a moment.
    /// </summary>
    /// <exception cref="PlatformException">As <see cref="OpenAsync"/>; <c>source-busy</c> (75) at the end of the wait, <c>guard-connections</c> (78).</exception>
    public static async Task<SourceSession> OpenSharedAsync(
        ConnectionUrl url, Guard guard, SourceShare share, TimeProvider time, CancellationToken cancellation, string applicationName = "platform")
    {
        ConnectionBudget.Check(guard);
        var started = time.GetTimestamp();
        for (var look = Looks.First; ; look = look * 1.5 < Looks.Longest ? look * 1.5 : Looks.Longest)
        {
            PlatformException? refused = null;
            try
            {
                if (await TryOpenAsync(url, guard, share, time, applicationName, cancellation).ConfigureAwait(false) is { } session) return session;
            }
            catch (PlatformException e) when (e.Kind == FailureKinds.TooManyConnections)
            {
                refused = e;
            }

            var pause = look * (0.5 + Random.Shared.NextDouble());
            if (time.GetElapsedTime(started) + pause > share.MaxWait) throw ConnectionBudget.Busy(guard, time.GetElapsedTime(started), refused);
            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Connects, pins the settings, refuses poolers and lagging replicas.</summary>
    /// <param name="url">The source.</param>
    /// <param name="guard">The source's limits.</param>
    /// <param name="time">Judges the age of snapshots.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <param name="applicationName">Shown in <c>pg_stat_activity</c> unless the URL names one.</param>
    /// <exception cref="PlatformException">Connection, login, <c>pooler</c>, <c>replica-lag</c>, <c>server-version</c>.</exception>
    public static async Task<SourceSession> OpenAsync(
        ConnectionUrl url, Guard guard, TimeProvider time, CancellationToken cancellation, string applicationName = "platform") =>
        (await TryOpenAsync(url, guard, share: null, time, applicationName, cancellation).ConfigureAwait(false))!;

    /// <summary>The table as <c>pg_catalog</c> describes it now.</summary>
    /// <exception cref="PlatformException">Data, <c>table-missing</c>; or as the server refused.</exception>
    public Task<LiveTable> ReadTableAsync(TableName table, CancellationToken cancellation) => TableReader.ReadAsync(_probe, table, cancellation);

    /// <summary>What it takes to make the table again; read while the leader holds it, so that no DDL comes between.</summary>
    /// <exception cref="PlatformException">As the server refused.</exception>
    public Task<TableDdl> ReadDdlAsync(LiveTable table, CancellationToken cancellation) => DdlReader.ReadAsync(_probe, table, cancellation);

    /// <summary>Takes the run's database snapshot. Called once per session, or again after the leader was disposed.</summary>
    /// <exception cref="PlatformException">The snapshot could not be exported or imported: the run stops; it never reads without one.</exception>
    public Task<Leader> BeginSnapshotAsync(CancellationToken cancellation) =>
        Leader.BeginAsync(_leading, _probe, Server, _settings, _guard, _time, cancellation);

    /// <summary>
    /// How many streams may read at once: as many as wanted where the budget has room for them now, 1 at least. Where no budget is shared, as many as wanted.
    /// </summary>
    public async Task<int> StreamsAsync(int wanted, CancellationToken cancellation)
    {
        if (_budget is null) return wanted;
        var connections = ConnectionBudget.Least - 1 + wanted;
        if (connections > _budget.Held) await _budget.TakeUpToAsync(Math.Min(connections, _guard.Connections), cancellation).ConfigureAwait(false);
        return Math.Min(wanted, _budget.Held - ConnectionBudget.Least + 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _leading.DisposeAsync().ConfigureAwait(false);
        await _probe.DisposeAsync().ConfigureAwait(false);
    }

    /// <returns>Null where a share was asked for and there is no room for the least run: then one connection has looked, and none is left.</returns>
    private static async Task<SourceSession?> TryOpenAsync(
        ConnectionUrl url, Guard guard, SourceShare? share, TimeProvider time, string applicationName, CancellationToken cancellation)
    {
        var name = url.ApplicationName ?? applicationName;
        var (probe, address) = await SourceConnector.OpenFirstAsync(
            await SourceAddress.ResolveAsync(url, cancellation).ConfigureAwait(false), name, cancellation).ConfigureAwait(false);
        NpgsqlConnection? leading = null;
        SourceSession? session = null;
        try
        {
            ServerVersion.Check(probe.PostgreSqlVersion.Major);
            var settings = new SessionSettings(guard, probe.PostgreSqlVersion.Major, name);
            await probe.ExecuteAsync(settings.Script, cancellation).ConfigureAwait(false);
            var budget = share is null ? null : new ConnectionBudget(probe, share.Source, guard);
            if (budget is not null && !await budget.HasRoomAsync(cancellation).ConfigureAwait(false)) return null;

            leading = await SourceConnector.OpenAsync(address, name, cancellation).ConfigureAwait(false);
            await leading.ExecuteAsync(settings.Script, cancellation).ConfigureAwait(false);
            await PoolerProbe.CheckAsync(probe, leading, cancellation).ConfigureAwait(false);
            // Not before: behind a pooler the locks would stay with a session of the pool.
            if (budget is not null && !await budget.TakeLeastAsync(cancellation).ConfigureAwait(false)) return null;
            var server = await ServerProbe.ReadAsync(probe, cancellation).ConfigureAwait(false);
            ReplicaLag.Check(server, guard);
            return session = new SourceSession(probe, leading, address, settings, server, guard, budget, time);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw PostgresFailures.From(Stage.Connect, e);
        }
        finally
        {
            if (session is null)
            {
                await probe.DisposeAsync().ConfigureAwait(false);
                if (leading is not null) await leading.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
