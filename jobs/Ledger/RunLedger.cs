using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using NpgsqlTypes;
using Platform.Ledger.Connections;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Ledger;

/// <summary>
/// The run ledger: the only code that writes status. Every operation is one statement in one round trip, so that a process that freezes never holds a lock, and each
/// may be sent again when its answer was lost. May be used by several threads; the opener disposes.
/// <para>Errors: unreachable 75, login and permission 77, no ledger in that database 78.</para>
/// </summary>
public sealed partial class RunLedger : IAsyncDisposable
{
    private readonly LedgerConnection _connection;
    private readonly string _sender;

    private RunLedger(ConnectionUrl url, LedgerOptions options, TimeProvider time)
    {
        Options = options;
        Time = time;
        _connection = new LedgerConnection(url, options, time);
        _sender = Ulid.New(time).ToString();
    }

    internal LedgerOptions Options { get; }

    internal TimeProvider Time { get; }

    /// <summary>Nothing is connected before the first operation.</summary>
    public static RunLedger Open(ConnectionUrl url, LedgerOptions options, TimeProvider time) => new(url, options, time);

    /// <summary>Gives the connection back for as long as the source is being read; operations meanwhile open one for a moment.</summary>
    public Task ReleaseConnectionAsync(CancellationToken cancellation) => _connection.ReleaseAsync(cancellation);

    /// <summary>Keeps the connection of the next operation open again: for the end of a run, where operations follow each other.</summary>
    public void KeepConnection() => _connection.Keep();

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private Task<TAnswer> CallAsync<TCall, TAnswer>(
        Stage stage, string function, TCall call, JsonTypeInfo<TCall> callType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellation) =>
        _connection.RunAsync(
            stage,
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand($"select platform.{function}($1::jsonb)::text", connection);
                command.Parameters.Add(new NpgsqlParameter { Value = JsonSerializer.Serialize(call, callType), NpgsqlDbType = NpgsqlDbType.Text });
                var text = (string)(await command.ExecuteScalarAsync(token).ConfigureAwait(false))!;
                return JsonSerializer.Deserialize(text, answerType)!;
            },
            cancellation);
}
