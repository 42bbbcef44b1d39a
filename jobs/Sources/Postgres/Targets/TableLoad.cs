using Npgsql;
using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;
using Platform.Sources.Postgres.Writing;

namespace Platform.Sources.Postgres.Targets;

/// <summary>
/// Rows on their way into one table, by COPY … FROM STDIN (FORMAT BINARY), on the target's connection and in its transaction. Batches are written on the
/// caller's thread; <see cref="CompleteAsync"/> makes the rows part of the transaction, disposing without it takes them back by failing the transaction.
/// </summary>
public sealed class TableLoad : IAsyncDisposable
{
    private const string Staging = "pg_temp.\"platform staging\"";

    private readonly NpgsqlConnection _connection;
    private readonly TargetTable _table;
    private readonly NpgsqlRawCopyStream _stream;
    private readonly CopyWriter _writer;
    private readonly Column[] _columns;
    private bool _ended;

    private TableLoad(NpgsqlConnection connection, TargetTable table, NpgsqlRawCopyStream stream)
    {
        _connection = connection;
        _table = table;
        _stream = stream;
        _writer = new CopyWriter(stream, [.. table.Columns.Select(c => c.Write)], new CopySubject(null, table.Name.ToString()));
        _columns = new Column[table.Columns.Count];
    }

    public long Rows => _writer.Rows;

    /// <summary>Bytes sent.</summary>
    public long Bytes => _writer.Bytes;

    internal static async Task<TableLoad> BeginAsync(NpgsqlConnection connection, TargetTable table, CancellationToken cancellation)
    {
        try
        {
            if (table.IsStaged) await connection.ExecuteAsync(CreateStaging(table), cancellation).ConfigureAwait(false);
            var into = table.IsStaged ? Staging : Identifier.Quote(table.Name);
            var sql = $"copy {into} ({Names(table)}) from stdin (format binary)";
            return new TableLoad(connection, table, await connection.BeginRawBinaryCopyAsync(sql, cancellation).ConfigureAwait(false));
        }
        catch (Exception e) when (TargetFailures.Is(e))
        {
            throw TargetFailures.From(e, table.Name);
        }
    }

    /// <summary>Sends rows.</summary>
    /// <param name="columns">Of the snapshot, in its order; nested ones as JSON texts.</param>
    /// <param name="rows">How many.</param>
    /// <exception cref="Registry.Failures.PlatformException">Data: a value does not fit its column, or the server refused a row sent before.</exception>
    public void Write(IReadOnlyList<Column> columns, int rows)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i] = columns[_table.Columns[i].Index];
            _columns[i].Materialize();
        }

        try
        {
            _writer.Write(_columns, rows);
        }
        catch (Exception e) when (TargetFailures.Is(e))
        {
            throw TargetFailures.From(e, _table.Name);
        }
    }

    /// <summary>Ends the COPY, and casts staged rows into the table.</summary>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        try
        {
            _writer.End();
            _ended = true;
            await _stream.DisposeAsync().ConfigureAwait(false);
            if (_table.IsStaged) await _connection.ExecuteAsync(CastStaging(_table), cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (TargetFailures.Is(e))
        {
            throw TargetFailures.From(e, _table.Name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_ended) return;
        try
        {
            await _stream.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (TargetFailures.Is(e) || e is InvalidOperationException)
        {
            // The server has ended the COPY already; the transaction has failed either way, which is what was wanted.
        }
    }

    private static string Names(TargetTable table) => string.Join(", ", table.Columns.Select(c => c.StagingName));

    private static string CreateStaging(TargetTable table) =>
        $"create temporary table \"platform staging\" ({string.Join(", ", table.Columns.Select(c => $"{c.StagingName} {c.StagingType}"))}) on commit drop";

    /// <summary>Identity columns get the snapshot's values, as COPY gives them. The staging table goes at once: the next table of the transaction may need one.</summary>
    private static string CastStaging(TargetTable table)
    {
        var own = table.Columns.Where(c => !c.IsRaw).ToList();
        var values = own.Select(c => table.Columns.FirstOrDefault(r => r.IsRaw && r.Live.Name == c.Live.Name) is { } raw ? $"coalesce({raw.Cast}, {c.Cast})" : c.Cast);
        return $"insert into {Identifier.Quote(table.Name)} ({string.Join(", ", own.Select(c => c.StagingName))}) overriding system value "
            + $"select {string.Join(", ", values)} from {Staging}; drop table {Staging}";
    }
}
