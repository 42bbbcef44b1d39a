using Npgsql;
using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Ledger.Connections;

/// <summary>
/// The one connection of a job to its ledger: opened when first needed, opened again when lost, closed while a source is being read. Every operation is one
/// statement that may be sent again, so that a lost answer is simply asked for again.
/// </summary>
internal sealed class LedgerConnection : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private NpgsqlConnection? _open;
    private volatile bool _keepOpen = true;

    public LedgerConnection(ConnectionUrl url, LedgerOptions options, TimeProvider time)
    {
        Url = url;
        _options = options;
        _time = time;
        // Types are not loaded: requests and answers are text, and loading costs a query over pg_type at every start.
        var builder = new NpgsqlSlimDataSourceBuilder(url.ToNpgsql(options.ApplicationName));
        if (url.Iam) builder.UsePasswordProvider(_ => url.NextPassword()!, (_, _) => ValueTask.FromResult(url.NextPassword()!));
        builder.ConfigureTypeLoading(static types => types.EnableTypeLoading(false));
        if (url.EffectiveSslMode != Registry.Connections.SslMode.Disable) builder.EnableTransportSecurity();
        _source = builder.Build();
    }

    public ConnectionUrl Url { get; }

    /// <summary>Runs <paramref name="operation"/> on the connection, and again after passing faults for as long as the options allow.</summary>
    public async Task<T> RunAsync<T>(Stage stage, Func<NpgsqlConnection, CancellationToken, Task<T>> operation, CancellationToken cancellation)
    {
        var started = _time.GetTimestamp();
        var pause = _options.FirstPause;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await OnceAsync(operation, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or System.Net.Sockets.SocketException or TimeoutException or ObjectDisposedException)
            {
                cancellation.ThrowIfCancellationRequested();
                var failure = LedgerFailures.Translate(stage, e, Url);
                // One try again is free: the connection may have died of old age since it was last used.
                var again = failure.Retryable && (tries == 1 || _time.GetElapsedTime(started) + pause < _options.RetryFor);
                if (!again) throw failure;
                if (tries == 1) continue;
            }
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), _time, cancellation).ConfigureAwait(false);
            pause = pause * 2 < _options.LongestPause ? pause * 2 : _options.LongestPause;
        }
    }

    /// <summary>Closes the connection now and after each operation from now on, so that a long read holds none of the ledger's.</summary>
    public Task ReleaseAsync(CancellationToken cancellation)
    {
        _keepOpen = false;
        return CloseAsync(cancellation);
    }

    /// <summary>Closes the connection now; the next operation opens one.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Keeps the connection open again between operations.</summary>
    public void Keep() => _keepOpen = true;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task<T> OnceAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> operation, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        var kept = false;
        try
        {
            _open ??= await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            var result = await operation(_open, cancellation).ConfigureAwait(false);
            kept = _keepOpen;
            return result;
        }
        finally
        {
            if (!kept) await CloseAsync().ConfigureAwait(false);
            _turn.Release();
        }
    }

    private async ValueTask CloseAsync()
    {
        var connection = _open;
        _open = null;
        if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
    }
}
