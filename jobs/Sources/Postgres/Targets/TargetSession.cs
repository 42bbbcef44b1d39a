using Npgsql;
using Platform.Columns.Proof;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Proof;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Session;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Targets;

/// <summary>
/// One connection to a database that is restored into, and its one transaction: what is not committed leaves the target as it was, whatever ends
/// this process. Settings are pinned as for reading, so that the proof is computed under the same ones.
/// </summary>
public sealed class TargetSession : IAsyncDisposable
{
    /// <summary>A restore may take as long as it takes; a client that is gone is noticed by TCP, and its transaction ends with it.</summary>
    private static readonly Guard Unhurried = new(1, TimeSpan.FromDays(7), TimeSpan.MaxValue, TimeSpan.FromDays(7));

    /// <summary>$1 OIDs as text.</summary>
    private const string ForeignKeys = """
        with t (oid) as (select unnest(string_to_array($1, ',')::oid[]))
        select k.conrelid::int8, k.confrelid::int8 from pg_constraint k
        where k.contype = 'f' and k.conrelid in (select oid from t) and k.confrelid in (select oid from t) and k.conrelid <> k.confrelid
        """;

    /// <summary>Where the server can (PostgreSQL 14, not on every platform), it stops building an index, say, for a client that is gone, and lets go of its locks.</summary>
    private const string NoticeLostClient = "select set_config(name, '5s', false) from pg_settings where name = 'client_connection_check_interval' and version() like '%linux%'";

    private const string OwnName = "platform restore";

    private readonly NpgsqlConnection _connection;
    private readonly SourceAddress _address;
    private readonly List<HeldTriggers> _held = [];

    private TargetSession(NpgsqlConnection connection, SourceAddress address) => (_connection, _address) = (connection, address);

    internal NpgsqlConnection Connection => _connection;

    /// <summary>Connects to a database that is restored into.</summary>
    /// <exception cref="PlatformException">Connection, login, <c>server-version</c>.</exception>
    public static async Task<TargetSession> OpenAsync(ConnectionUrl url, CancellationToken cancellation)
    {
        var name = url.ApplicationName ?? OwnName;
        var (connection, address) = await SourceConnector.OpenFirstAsync(
            await SourceAddress.ResolveAsync(url, cancellation).ConfigureAwait(false), name, cancellation).ConfigureAwait(false);
        return await PinAsync(connection, address, name, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Another session with the same server, which loads tables that nobody else sees. Its commits need not wait for the disk: that of the transaction which
    /// makes the tables live does, and comes later in the same log.
    /// </summary>
    public async Task<TargetSession> OpenLoaderAsync(CancellationToken cancellation)
    {
        var name = _address.Url.ApplicationName ?? OwnName;
        var connection = await SourceConnector.OpenAsync(_address, name, cancellation).ConfigureAwait(false);
        var session = await PinAsync(connection, _address, name, cancellation).ConfigureAwait(false);
        await session.ExecuteAsync("set synchronous_commit = off", default, cancellation).ConfigureAwait(false);
        return session;
    }

    private static async Task<TargetSession> PinAsync(NpgsqlConnection connection, SourceAddress address, string name, CancellationToken cancellation)
    {
        try
        {
            ServerVersion.Check(connection.PostgreSqlVersion.Major);
            await connection.ExecuteAsync(new SessionSettings(Unhurried, connection.PostgreSqlVersion.Major, name, isTarget: true).Script, cancellation).ConfigureAwait(false);
            await connection.ExecuteAsync(NoticeLostClient, cancellation).ConfigureAwait(false);
            return new TargetSession(connection, address);
        }
        catch (Exception e)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (TargetFailures.Is(e)) throw PostgresFailures.From(Stage.Connect, e);
            throw;
        }
    }

    /// <summary>Begins the transaction.</summary>
    /// <param name="oneSnapshot">Every statement sees the database as at the first, beside its own changes: where others may write to the table meanwhile.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task BeginAsync(bool oneSnapshot, CancellationToken cancellation) =>
        ExecuteAsync($"begin isolation level {(oneSnapshot ? "repeatable read" : "read committed")} read write", default, cancellation);

    /// <summary>The table as <c>pg_catalog</c> describes it now.</summary>
    /// <exception cref="PlatformException">Data, <c>table-missing</c>.</exception>
    public Task<LiveTable> ReadTableAsync(TableName table, CancellationToken cancellation) => TableReader.ReadAsync(_connection, table, cancellation);

    /// <summary>Locks tables against everyone and empties them, all at once, so that foreign keys between them do not matter.</summary>
    public Task TruncateAsync(IReadOnlyList<TableName> tables, CancellationToken cancellation) =>
        ExecuteAsync($"truncate {string.Join(", ", tables.Select(Identifier.Quote))}", tables[0], cancellation);

    /// <summary>Starts to load rows; one load at a time.</summary>
    public async Task<TableLoad> LoadAsync(TargetTable table, CancellationToken cancellation) =>
        await TableLoad.BeginAsync(_connection, table, cancellation).ConfigureAwait(false);

    /// <summary>Holds a table's own triggers off until <see cref="SettleAsync"/>; see <see cref="HeldTriggers"/>.</summary>
    public async Task HoldTriggersAsync(TargetTable table, CancellationToken cancellation)
    {
        try
        {
            _held.Add(await HeldTriggers.HoldAsync(_connection, table.Live.Oid, cancellation).ConfigureAwait(false));
        }
        catch (Exception e) when (TargetFailures.Is(e))
        {
            throw TargetFailures.From(e, table.Name);
        }
    }

    /// <summary>Keeps everyone else from changing a table's definition, and where it is to be emptied from touching it at all.</summary>
    public Task LockAsync(TableName table, bool againstAll, CancellationToken cancellation) =>
        ExecuteAsync($"lock table {Identifier.Quote(table)} in {(againstAll ? "access exclusive" : "row exclusive")} mode", table, cancellation);

    /// <summary>Lets deferrable constraints be checked when all tables are loaded: tables that refer to each other have no order.</summary>
    public Task DeferConstraintsAsync(CancellationToken cancellation) => ExecuteAsync("set constraints all deferred", default, cancellation);

    /// <summary>Checks what was deferred, and gives held triggers back their state.</summary>
    public async Task SettleAsync(TableName table, CancellationToken cancellation)
    {
        await ExecuteAsync("set constraints all immediate", table, cancellation).ConfigureAwait(false);
        try
        {
            foreach (var held in _held) await held.ReleaseAsync(_connection, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (TargetFailures.Is(e))
        {
            throw TargetFailures.From(e, table);
        }
    }

    /// <summary>Which of the tables refer to which other of them, by foreign keys.</summary>
    public async Task<IReadOnlyList<(uint From, uint To)>> ForeignKeysAsync(IEnumerable<uint> tables, CancellationToken cancellation)
    {
        try
        {
            var rows = await _connection.ReadAsync(ForeignKeys, r => new[] { r.Oid(0), r.Oid(1) }, cancellation, tables.Joined()).ConfigureAwait(false);
            return [.. rows.Select(r => (r[0], r[1]))];
        }
        catch (Exception e) when (TargetFailures.Is(e))
        {
            throw PostgresFailures.From(Stage.Plan, e);
        }
    }

    /// <summary>The proof of the table's content as the server computes it (docs/proof.md), the transaction's own changes included.</summary>
    /// <param name="table">The table.</param>
    /// <param name="seed">S.</param>
    /// <param name="cancellation">Ends the statement.</param>
    public Task<TableProof> ProveAsync(TargetTable table, ProofSeed seed, CancellationToken cancellation) =>
        SourceProofReader.ReadAsync(_connection, table.Name, table.Reads, filter: null, seed, mask: null, cancellation);

    /// <summary>Moves the sequences of serial and identity columns forward to where the source's stood.</summary>
    public async Task AdvanceSequencesAsync(TableName table, IReadOnlyList<SequenceDdl> sequences, CancellationToken cancellation)
    {
        try
        {
            await OwnedSequences.AdvanceAsync(_connection, table, sequences, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (TargetFailures.Is(e))
        {
            throw TargetFailures.From(e, table);
        }
    }

    /// <summary>Makes everything visible at once.</summary>
    public Task CommitAsync(CancellationToken cancellation) => ExecuteAsync("commit", default, cancellation);

    /// <summary>Ends the session; a transaction that was not committed is undone by the server.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task ExecuteAsync(string sql, TableName table, CancellationToken cancellation)
    {
        try
        {
            await _connection.ExecuteAsync(sql, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (TargetFailures.Is(e))
        {
            throw table.Name is null ? PostgresFailures.From(Stage.Restore, e) : TargetFailures.From(e, table);
        }
    }
}
