using System.Globalization;
using Npgsql;
using Platform.Columns.Proof;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Checks;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Masks;
using Platform.Sources.Postgres.Proof;
using Platform.Sources.Postgres.Schema;

namespace Platform.Sources.Postgres.Session;

/// <summary>
/// The transaction that holds a run's one snapshot. It stays open until it is disposed, after the last range was read, so that a range
/// that failed can be read again under the same snapshot.
/// </summary>
public sealed class Leader : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlConnection _probe;
    private readonly CancellationTokenSource _expiry;
    private readonly TimeSpan _maxAge;

    private Leader(NpgsqlConnection connection, NpgsqlConnection probe, DatabaseSnapshot snapshot, SnapshotImport import, TimeSpan maxAge, TimeProvider time)
    {
        _connection = connection;
        _probe = probe;
        _maxAge = maxAge;
        _expiry = new CancellationTokenSource(maxAge, time);
        Snapshot = snapshot;
        Import = import;
    }

    public DatabaseSnapshot Snapshot { get; }

    /// <summary>What workers run to see the same.</summary>
    public SnapshotImport Import { get; }

    /// <summary>Cancelled when the snapshot has reached <c>guard.max_snapshot_age</c>: readers stop and throw <see cref="TooOld"/>.</summary>
    public CancellationToken Expired => _expiry.Token;

    /// <summary>The leader's connection, in its transaction. An error there ends the snapshot unless a savepoint is around it.</summary>
    internal NpgsqlConnection Connection => _connection;

    internal static async Task<Leader> BeginAsync(
        NpgsqlConnection connection, NpgsqlConnection probe, ServerFacts server, SessionSettings settings, Guard guard, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            var lsn = await ServerProbe.LsnAsync(probe, server.IsStandby, cancellation).ConfigureAwait(false);
            await connection.ExecuteAsync("begin isolation level repeatable read read only", cancellation).ConfigureAwait(false);
            var (id, capturedAt) = (await connection.ReadAsync(
                "select pg_export_snapshot(), clock_timestamp()", r => new Exported(r.GetString(0), r.GetFieldValue<DateTimeOffset>(1)), cancellation).ConfigureAwait(false))[0];
            var import = new SnapshotImport(id, server, settings.Statements);
            var xmin = await ProveImportAsync(probe, import, cancellation).ConfigureAwait(false);
            var snapshot = new DatabaseSnapshot { Id = id, CapturedAt = capturedAt, Lsn = lsn, Xmin = xmin };
            return new Leader(connection, probe, snapshot, import, guard.MaxSnapshotAge, time);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw ExportFailed(PostgresFailures.From(Stage.Connect, e));
        }
    }

    /// <summary>
    /// Holds a table as it is: takes ACCESS SHARE on it and on its leaves, which holds off only DDL, and makes sure that since
    /// <paramref name="table"/> was read no TRUNCATE, rewrite or change of columns came between: those are not undone by a snapshot.
    /// The whole query is planned here too, so that a wrong filter fails before anything is read.
    /// </summary>
    /// <param name="table">As read before.</param>
    /// <param name="expressions">The SELECT list to come.</param>
    /// <param name="filter">The entry's predicate; null = all rows.</param>
    /// <param name="cancellation">Ends the wait for the lock.</param>
    /// <exception cref="PlatformException">Try again, <c>table-changed</c>: the table changed meanwhile; or as the server refused.</exception>
    public async Task HoldAsync(LiveTable table, IEnumerable<string> expressions, string? filter, CancellationToken cancellation)
    {
        var select = new Sql.Select(expressions, table.Name, Only: false, [Sql.Select.Filter(filter)]);
        var oid = table.Oid.ToString(CultureInfo.InvariantCulture);
        try
        {
            await InSavepointAsync($"{select} limit 0", cancellation).ConfigureAwait(false);
            var seen = await _connection.ReadAsync(TableSql.Shape, r => r.GetString(0), cancellation, oid).ConfigureAwait(false);
            var now = await _probe.ReadAsync(TableSql.Shape, r => r.GetString(0), cancellation, oid).ConfigureAwait(false);
            if (seen[0] != table.Shape || now[0] != table.Shape) throw Changed(table.Name);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            throw PostgresFailures.From(Stage.Plan, e).About(table.Name);
        }
    }

    /// <summary>The proof of the table as the server itself computes it (docs/proof.md), under this snapshot. The leader's last work: an error ends the snapshot.</summary>
    /// <exception cref="PlatformException">As the server refused.</exception>
    public Task<TableProof> ProveAsync(TableName table, IReadOnlyList<ColumnRead> reads, string? filter, ProofSeed seed, MaskSecret? mask, CancellationToken cancellation) =>
        SourceProofReader.ReadAsync(_connection, table, reads, filter, seed, mask, cancellation);

    /// <summary>Evaluates the entry's checks under this snapshot; <c>row_count_change</c> is the ledger's to answer.</summary>
    /// <exception cref="PlatformException"><c>check-unusable</c>: the server cannot evaluate one; or a passing fault.</exception>
    public Task<IReadOnlyList<CheckFinding>> FindAsync(LiveTable table, Entry entry, SnapshotTime time, CancellationToken cancellation) =>
        new CheckReader(_connection, table, entry, time).ReadAsync(cancellation);

    /// <summary>Asks the server whether the leader's transaction still stands.</summary>
    /// <exception cref="PlatformException">Try again: it does not, so the snapshot is gone for workers that have not imported it.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        if (_expiry.IsCancellationRequested) throw TooOld();
        try
        {
            await _connection.ExecuteAsync("select 1", cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
        {
            throw PostgresFailures.From(Stage.Read, e);
        }
    }

    public PlatformException TooOld() => new(
        Stage.Read, ExitCode.TryAgain,
        string.Create(CultureInfo.InvariantCulture, $"The database snapshot has been held for guard.max_snapshot_age ({_maxAge.TotalMinutes:0.#} min) and was given up."),
        "raise guard.max_snapshot_age in source.yaml, read with more parallel streams, or read from a replica")
    {
        Kind = "snapshot-too-old",
    };

    public async ValueTask DisposeAsync()
    {
        _expiry.Dispose();
        try
        {
            if (_connection.State == System.Data.ConnectionState.Open) await _connection.ExecuteAsync("rollback", CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            // The server ended the session first; there is nothing left to roll back.
        }
    }

    private async Task InSavepointAsync(string sql, CancellationToken cancellation)
    {
        await _connection.ExecuteAsync("savepoint hold", cancellation).ConfigureAwait(false);
        try
        {
            await _connection.ExecuteAsync(sql, cancellation).ConfigureAwait(false);
        }
        catch (PostgresException)
        {
            await _connection.ExecuteAsync("rollback to savepoint hold", CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await _connection.ExecuteAsync("release savepoint hold", cancellation).ConfigureAwait(false);
    }

    /// <summary>Imports the snapshot once on the probe: proves that it can be imported, and gives its xmin without a risk for the leader.</summary>
    private static async Task<Observation> ProveImportAsync(NpgsqlConnection probe, SnapshotImport import, CancellationToken cancellation)
    {
        foreach (var statement in import.Statements) await probe.ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        import.CheckIdentity((await probe.ReadAsync(import.IdentityQuery, r => r.Text(0), cancellation).ConfigureAwait(false))[0]);
        var xmin = await ServerProbe.FirstAsync(
            probe, [new("select pg_snapshot_xmin(pg_current_snapshot())::text", "pg_snapshot_xmin(pg_current_snapshot())")], cancellation).ConfigureAwait(false);
        await probe.ExecuteAsync("rollback", cancellation).ConfigureAwait(false);
        return xmin;
    }

    private static PlatformException ExportFailed(PlatformException cause) => new(
        cause.Stage, cause.ExitCode, $"The database snapshot could not be exported and imported. {cause.Message}", cause.Hint, cause)
    {
        Kind = cause.Kind,
    };

    private static PlatformException Changed(TableName table) => new(
        Stage.Plan, ExitCode.TryAgain, $"The table {table} was altered, truncated or rewritten while the snapshot was being taken.",
        "try again when the change is done")
    {
        Kind = "table-changed",
        Table = table.ToString(),
    };

    private sealed record Exported(string Id, DateTimeOffset CapturedAt);
}
