using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Failures;

namespace Platform.Sources.Postgres.Wire;

public sealed partial class WireConnection
{
    private bool _idle = true;

    /// <summary>Runs one or more statements and forgets their rows.</summary>
    /// <exception cref="PlatformException">What the server said; the session can go on unless it was fatal.</exception>
    public void Execute(string sql, CancellationToken cancellationToken = default) => Query(sql, cancellationToken);

    /// <summary>Runs a query whose result is small: all rows are held, in text form, null as null.</summary>
    /// <exception cref="PlatformException">What the server said; the session can go on unless it was fatal.</exception>
    public IReadOnlyList<string?[]> Query(string sql, CancellationToken cancellationToken = default)
    {
        RequireIdle();
        cancellationToken.ThrowIfCancellationRequested();
        using var abort = cancellationToken.UnsafeRegister(static c => ((WireConnection)c!).Abort(), this);
        _idle = false;
        try
        {
            _channel.Send(FrontendMessage.Query(sql));
            return ReadResult();
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && e is not OperationCanceledException)
        {
            _idle = false;
            throw new OperationCanceledException("The query was cancelled.", e, cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            throw PostgresFailures.ConnectionLost(Stage.Read, e).About(new CopySubject(_options.SourceName));
        }
    }

    /// <summary>
    /// Starts <paramref name="sql"/>, a COPY (SELECT ...) TO STDOUT (FORMAT BINARY), and gives its rows. The connection can be used again after the
    /// reader has returned false.
    /// </summary>
    /// <param name="sql">The statement.</param>
    /// <param name="columns">The columns of its SELECT list, in order.</param>
    /// <param name="options">Limits and checks; text is checked to be UTF-8 in any case where the server's encoding is SQL_ASCII.</param>
    public CopyReader CopyOut(string sql, IReadOnlyList<ColumnRead> columns, CopyOptions options)
    {
        RequireIdle();
        if (Parameters.GetValueOrDefault("server_encoding") == "SQL_ASCII") options = options with { ValidateUtf8 = true };
        var reader = new CopyReader(_channel.Buffer, columns, options, Abort) { Ended = () => _idle = true };
        _idle = false;
        try
        {
            _channel.Send(FrontendMessage.Query(sql));
            return reader;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            throw PostgresFailures.ConnectionLost(Stage.Read, e).About(options.Subject);
        }
    }

    /// <summary>
    /// Ends this side first, so that its thread returns at once, then the server's: a backend that is not sending would not notice the closed
    /// connection until its statement ends.
    /// </summary>
    private void Abort()
    {
        _channel.Abort();
        Cancel();
    }

    private void RequireIdle()
    {
        if (!_idle) throw new InvalidOperationException("The connection is busy with a COPY that was not read to its end, or was broken off.");
    }

    private List<string?[]> ReadResult()
    {
        var rows = new List<string?[]>();
        PlatformException? refused = null;
        while (true)
        {
            var type = _channel.Receive(out var body);
            switch (type)
            {
                case BackendMessage.ReadyForQuery:
                    _idle = true;
                    return refused is null ? rows : throw refused;
                case BackendMessage.DataRow:
                    rows.Add(ReadRow(body));
                    break;
                case BackendMessage.ErrorResponse:
                    var error = WireError.Parse(body);
                    refused = PostgresFailures.FromSqlState(Stage.Read, error.SqlState, error.Message).About(new CopySubject(_options.SourceName));
                    if (error.IsFatal) throw refused;
                    break;
                case BackendMessage.CopyOutResponse or (byte)'G' or (byte)'W':
                    throw new InvalidOperationException("A COPY must be started with CopyOut.");
            }
        }
    }

    private static string?[] ReadRow(ReadOnlySpan<byte> body)
    {
        var row = new string?[BinaryPrimitives.ReadInt16BigEndian(body)];
        var at = 2;
        for (var i = 0; i < row.Length; i++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(body[at..]);
            at += 4;
            if (length < 0) continue;
            row[i] = Encoding.UTF8.GetString(body.Slice(at, length));
            at += length;
        }

        return row;
    }
}
