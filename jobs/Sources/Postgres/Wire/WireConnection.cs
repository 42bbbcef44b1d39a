using System.Net.Sockets;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Failures;

namespace Platform.Sources.Postgres.Wire;

/// <summary>
/// A session over PostgreSQL's protocol 3.0, for what Npgsql is too slow for: the COPY stream of a table, and the few simple queries around it.
/// Synchronous: one thread uses it at a time; <see cref="Cancel"/> and cancellation may come from any thread. After a cancellation,
/// or any exception but a server's refusal of a query, it can only be disposed.
/// </summary>
public sealed partial class WireConnection : IDisposable
{
    private readonly ConnectionUrl _url;
    private readonly WireOptions _options;
    private readonly WireChannel _channel;
    private readonly byte[] _secret;
    private readonly Dictionary<string, string> _parameters;

    private WireConnection(ConnectionUrl url, ServerAddress address, WireOptions options, WireChannel channel, WireLogin login)
    {
        Address = address;
        _url = url;
        _options = options;
        _channel = channel;
        _secret = login.Secret;
        _parameters = login.Parameters;
        ProcessId = login.ProcessId;
    }

    /// <summary>The address connected to: further connections of the same run go there.</summary>
    public ServerAddress Address { get; }

    /// <summary>The backend's process id, as in pg_stat_activity.</summary>
    public int ProcessId { get; }

    public bool IsEncrypted => _channel.IsEncrypted;

    /// <summary>What the server reported of its settings, such as server_version and server_encoding; by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>Connects and logs in.</summary>
    /// <param name="url">Where and how.</param>
    /// <param name="address">An address got before, to reach the same server instance; null = resolve the URL's host and take the first that answers.</param>
    /// <param name="options">The rest.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="PlatformException">Unavailable, TryAgain, Permission or Configuration, as <see cref="PostgresFailures"/> maps what happened.</exception>
    public static WireConnection Open(ConnectionUrl url, ServerAddress? address = null, WireOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new WireOptions();
        try
        {
            return OpenAny(url, address is null ? ServerAddress.ResolveAsync(url, cancellationToken).GetAwaiter().GetResult() : [address], options, cancellationToken);
        }
        catch (PlatformException e) when (options.SourceName is not null && e.SourceName is null)
        {
            throw e.About(new CopySubject(options.SourceName));
        }
    }

    /// <summary>Asks the server to cancel what this session is running, over a connection of its own. Best effort: the session's own answer tells whether it did.</summary>
    public void Cancel() => WireCancel.Send(Address, IsEncrypted ? _url : null, ProcessId, _secret);

    /// <summary>Ends the session politely where it is idle, and closes the connection.</summary>
    public void Dispose()
    {
        if (_idle)
        {
            try
            {
                _channel.Send(FrontendMessage.Terminate());
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // The server is gone already, which is what was wanted.
            }
        }

        _channel.Dispose();
    }

    private static WireConnection OpenAny(ConnectionUrl url, IReadOnlyList<ServerAddress> addresses, WireOptions options, CancellationToken cancellationToken)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return OpenBySslMode(url, addresses[i], options, cancellationToken);
            }
            catch (PlatformException e) when (i + 1 < addresses.Count && FailureKinds.IsOfAddress(e.Kind))
            {
                // The host has another address to try.
            }
        }
    }

    /// <summary>prefer and allow are two attempts where the first is refused by the server's rules for connections with, or without, TLS.</summary>
    private static WireConnection OpenBySslMode(ConnectionUrl url, ServerAddress address, WireOptions options, CancellationToken cancellationToken)
    {
        var mode = address.IsUnixSocket ? SslMode.Disable : url.EffectiveSslMode;
        try
        {
            return OpenOnce(url, address, options, mode is not (SslMode.Disable or SslMode.Allow), cancellationToken);
        }
        catch (PlatformException e) when (mode is SslMode.Prefer && e.Kind is FailureKinds.LoginRefused or FailureKinds.TlsFailed)
        {
            return OpenOnce(url, address, options, useTls: false, cancellationToken);
        }
        catch (PlatformException e) when (mode is SslMode.Allow && e.Kind is FailureKinds.LoginRefused)
        {
            return OpenOnce(url, address, options, useTls: true, cancellationToken);
        }
    }

    private static WireConnection OpenOnce(ConnectionUrl url, ServerAddress address, WireOptions options, bool useTls, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var socket = WireSocket.Create(address);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var abort = limit.Token.UnsafeRegister(static s => WireSocket.Abort((Socket)s!), socket);
        limit.CancelAfter(url.ConnectTimeout);
        try
        {
            socket.Connect(address.EndPoint);
            var login = new WireLogin(url, options);
            return new WireConnection(url, address, options, login.Login(socket, useTls), login);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (cancellationToken.IsCancellationRequested) throw new OperationCanceledException("Connecting was cancelled.", e, cancellationToken);
            if (limit.IsCancellationRequested) throw PostgresFailures.Timeout(Stage.Connect, e);
            if (e is PlatformException) throw;
            throw PostgresFailures.From(Stage.Connect, e);
        }
    }
}
