using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Platform.Fakes.Signing;

namespace Platform.Fakes.Iam;

/// <summary>
/// What stands behind a database with IAM authentication: PostgreSQL is told to ask an LDAP server about a user's password (RFC 4511, simple bind), and this one accepts
/// nothing but a token of <c>rds-db:connect</c> that is signed for that very database and user, and not older than a quarter of an hour.
/// </summary>
public sealed class FakeIamDirectory : IDisposable
{
    /// <summary>Put before the user's name in a bind: <c>ldapprefix</c> of pg_hba.conf.</summary>
    public const string NamePrefix = "cn=";

    private const byte Sequence = 0x30, Integer = 0x02, OctetString = 0x04, BindRequest = 0x60, SimplePassword = 0x80, UnbindRequest = 0x42;
    private const byte Accepted = 0, InvalidCredentials = 49;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SignatureVersion4 _signature;

    public FakeIamDirectory(string region)
    {
        _signature = new SignatureVersion4("rds-db", region, FakeCredentials.Default, TimeProvider.System) { MaxAge = TimeSpan.FromMinutes(15) };
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Host and port that the database is known by; tokens of any other are refused.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Tokens that were accepted.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    /// <summary>Why others were refused.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var buffer = new byte[64 * 1024];
            while (await ReadMessageAsync(stream, buffer) is { Length: > 0 } message)
            {
                var rest = message.Span;
                var id = Element(ref rest, Integer);
                if (rest[0] == UnbindRequest) return;
                var answer = Answer(Element(ref rest, BindRequest)) ? Accepted : InvalidCredentials;
                await stream.WriteAsync((byte[])[Sequence, (byte)(id.Length + 11), Integer, (byte)id.Length, .. id.ToArray(), 0x61, 7, 0x0a, 1, answer, OctetString, 0, OctetString, 0]);
            }
        }
    }

    private bool Answer(ReadOnlySpan<byte> bind)
    {
        Element(ref bind, Integer);
        var user = Encoding.UTF8.GetString(Element(ref bind, OctetString));
        var password = Encoding.UTF8.GetString(Element(ref bind, SimplePassword));
        try
        {
            _signature.VerifyPresigned(password, Authority, [("Action", "connect"), ("DBUser", user[NamePrefix.Length..])]);
            Tokens.Enqueue(password);
            return true;
        }
        catch (Http.FakeError e)
        {
            Refusals.Enqueue(e.Code);
            return false;
        }
    }

    /// <summary>The content of one whole message; empty at the connection's end.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadMessageAsync(NetworkStream stream, byte[] buffer)
    {
        if (await stream.ReadAtLeastAsync(buffer.AsMemory(0, 2), 2, throwOnEndOfStream: false) < 2) return default;
        var lengthBytes = buffer[1] < 0x80 ? 0 : buffer[1] & 0x7f;
        await stream.ReadExactlyAsync(buffer.AsMemory(2, lengthBytes));
        var length = lengthBytes == 0 ? buffer[1] : Number(buffer.AsSpan(2, lengthBytes));
        await stream.ReadExactlyAsync(buffer.AsMemory(0, length));
        return buffer.AsMemory(0, length);
    }

    /// <summary>The content of the next element, which must have this tag.</summary>
    private static ReadOnlySpan<byte> Element(ref ReadOnlySpan<byte> rest, byte tag)
    {
        if (rest[0] != tag) throw new InvalidDataException($"tag {rest[0]:x2} instead of {tag:x2}");
        var lengthBytes = rest[1] < 0x80 ? 0 : rest[1] & 0x7f;
        var length = lengthBytes == 0 ? rest[1] : Number(rest.Slice(2, lengthBytes));
        var content = rest.Slice(2 + lengthBytes, length);
        rest = rest[(2 + lengthBytes + length)..];
        return content;
    }

    private static int Number(ReadOnlySpan<byte> bigEndian)
    {
        var number = 0;
        foreach (var b in bigEndian) number = (number << 8) | b;
        return number;
    }
}
