using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Wire.Authentication;
using Platform.Sources.Postgres.Wire.Tls;

namespace Platform.Sources.Postgres.Wire;

/// <summary>From a connected socket to a session that is ready for queries: TLS, startup message, authentication, parameters.</summary>
internal sealed class WireLogin(ConnectionUrl url, WireOptions options)
{
    public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    public int ProcessId { get; private set; }

    /// <summary>What a cancel request must repeat.</summary>
    public byte[] Secret { get; private set; } = [];

    /// <summary>Logs in on a socket that has just been connected; the channel owns it from then on.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="useTls">Whether TLS is asked for.</param>
    /// <exception cref="PlatformException">TLS, authentication or the server refused.</exception>
    public WireChannel Login(Socket socket, bool useTls)
    {
        Stream stream = new NetworkStream(socket, ownsSocket: false);
        TlsClient? tls = null;
        if (useTls)
        {
            tls = new TlsClient(url);
            stream = tls.Start(stream) ?? stream;
        }

        var channel = new WireChannel(socket, stream, options.ReceiveBufferBytes);
        try
        {
            channel.Send(FrontendMessage.Startup(StartupParameters()));
            Finish(channel, new Authenticator(url, channel, tls?.CertificateHash));
            return channel;
        }
        catch
        {
            channel.Dispose();
            throw;
        }
    }

    private IEnumerable<(string Name, string Value)> StartupParameters()
    {
        yield return ("user", url.User);
        yield return ("database", url.Database);
        yield return ("application_name", url.ApplicationName ?? options.ApplicationName);
        yield return ("client_encoding", "UTF8");
        if (url.Options is not null) yield return ("options", url.Options);
        foreach (var setting in options.Settings) yield return setting;
    }

    private void Finish(WireChannel channel, Authenticator authenticator)
    {
        var accepted = false;
        while (true)
        {
            var type = channel.Receive(out var body);
            switch (type)
            {
                case BackendMessage.Authentication:
                    accepted = authenticator.Answer(body);
                    break;
                case BackendMessage.ParameterStatus when accepted:
                    ReadParameter(body);
                    break;
                case BackendMessage.BackendKeyData when accepted && body.Length >= 8:
                    ProcessId = BinaryPrimitives.ReadInt32BigEndian(body);
                    Secret = body[4..].ToArray();
                    break;
                case BackendMessage.ReadyForQuery when accepted:
                    return;
                case BackendMessage.ErrorResponse:
                    var error = WireError.Parse(body);
                    throw PostgresFailures.FromSqlState(Stage.Connect, error.SqlState, error.Message);
                case BackendMessage.NoticeResponse or BackendMessage.NegotiateProtocolVersion:
                    break;
                default:
                    throw new PlatformException(Stage.Connect, ExitCode.Configuration, "The server does not speak PostgreSQL's protocol.",
                        "check host and port in the connection URL")
                    { Kind = "not-postgres" };
            }
        }
    }

    private void ReadParameter(ReadOnlySpan<byte> body)
    {
        var parts = Encoding.UTF8.GetString(body).Split('\0');
        if (parts.Length >= 2) Parameters[parts[0]] = parts[1];
    }
}
