using System.Buffers.Binary;
using System.Text;
using Platform.Registry.Connections;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Wire.Authentication;

/// <summary>Answers the server's authentication requests with what the URL holds.</summary>
/// <param name="url">User, password and channel_binding.</param>
/// <param name="channel">The connection.</param>
/// <param name="certificateHash">tls-server-end-point of the connection's certificate; null without TLS, or where it has none.</param>
internal sealed class Authenticator(ConnectionUrl url, WireChannel channel, byte[]? certificateHash)
{
    private const int Ok = 0, ClearText = 3, Md5 = 5, Sasl = 10, SaslContinue = 11, SaslFinal = 12;

    private ScramClient? _scram;
    private bool _bound;
    private bool _serverVerified;

    /// <summary>Handles one authentication message.</summary>
    /// <returns>True once the server accepts.</returns>
    public bool Answer(ReadOnlySpan<byte> body)
    {
        if (body.Length < 4) throw Unexpected();
        var request = BinaryPrimitives.ReadInt32BigEndian(body);
        var data = body[4..];
        switch (request)
        {
            case Ok:
                if (url.ChannelBinding == ChannelBinding.Require && !_bound) throw NotBound();
                return _scram is null || _serverVerified ? true : throw Unexpected();
            case ClearText:
                RefuseUnbound();
                channel.Send(FrontendMessage.Password(Password()));
                return false;
            case Md5:
                RefuseUnbound();
                if (data.Length != 4) throw Unexpected();
                channel.Send(FrontendMessage.Password(Md5Password.Answer(url.User, Password(), data)));
                return false;
            case Sasl when _scram is null:
                StartScram(data);
                return false;
            case SaslContinue when _scram is not null:
                channel.Send(FrontendMessage.SaslResponse(Final(Encoding.UTF8.GetString(data))));
                return false;
            case SaslFinal when _scram is not null:
                _serverVerified = _scram.Verify(Encoding.UTF8.GetString(data)) ? true : throw NotTheServer();
                return false;
            case SaslContinue or SaslFinal or Sasl:
                throw Unexpected();
            default:
                throw new PlatformException(Stage.Connect, ExitCode.Configuration, $"The server asks for authentication method {request}, which is not supported.",
                    "let pg_hba.conf ask this user for scram-sha-256, md5, password or cert")
                { Kind = "authentication-not-supported" };
        }
    }

    private void StartScram(ReadOnlySpan<byte> offered)
    {
        var mechanisms = Encoding.ASCII.GetString(offered).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var plus = mechanisms.Contains(ScramClient.PlusMechanism);
        var canBind = certificateHash is not null && url.ChannelBinding != ChannelBinding.Disable;
        _bound = plus && canBind;
        if (url.ChannelBinding == ChannelBinding.Require && !_bound) throw NotBound();
        if (!_bound && !mechanisms.Contains(ScramClient.Mechanism)) throw Unexpected();
        var header = _bound ? ScramClient.Binding : canBind ? ScramClient.BindingNotOffered : ScramClient.NoBinding;
        _scram = new ScramClient(Password(), header, _bound ? certificateHash! : [], ScramClient.NewNonce());
        channel.Send(FrontendMessage.SaslInitialResponse(_bound ? ScramClient.PlusMechanism : ScramClient.Mechanism, _scram.First));
    }

    private string Final(string serverFirst)
    {
        try
        {
            return _scram!.Final(serverFirst);
        }
        catch (FormatException e)
        {
            throw new PlatformException(Stage.Connect, ExitCode.Permission, e.Message,
                "the server, or something in between, does not follow SCRAM; check host, port and sslmode", e)
            { Kind = "scram-failed" };
        }
    }

    private string Password() => url.NextPassword() ?? throw new PlatformException(Stage.Connect, ExitCode.Permission, "The server asks for a password and none is configured.",
        "put it into the connection URL's secret, or set PGPASSWORD")
    { Kind = "password-missing" };

    /// <summary>A password sent without channel binding is what channel_binding=require is there to prevent.</summary>
    private void RefuseUnbound()
    {
        if (url.ChannelBinding == ChannelBinding.Require) throw NotBound();
    }

    private static PlatformException NotBound() => new(Stage.Connect, ExitCode.Permission,
        "The connection URL says channel_binding=require, and the server did not bind authentication to the TLS connection.",
        "use TLS and a password stored as scram-sha-256, or remove channel_binding")
    { Kind = "channel-binding-missing" };

    private static PlatformException NotTheServer() => new(Stage.Connect, ExitCode.Permission, "The server did not prove that it knows the password.",
        "something between the job and the server may be posing as it; check host, port and sslmode=verify-full")
    { Kind = "server-not-proven" };

    private static PlatformException Unexpected() => new(Stage.Connect, ExitCode.Permission, "The server's authentication messages are out of order.",
        "check host and port in the connection URL")
    { Kind = "authentication-failed" };
}
