using System.Buffers.Binary;
using System.Text;

namespace Platform.Sources.Postgres.Wire;

/// <summary>Builds one message to the server: type byte (none at startup), int32 length, body.</summary>
internal sealed class FrontendMessage
{
    private const int ProtocolVersion = 3 << 16, CancelCode = 80877102, TlsCode = 80877103;

    private readonly MemoryStream _bytes = new();
    private readonly bool _typed;

    private FrontendMessage(char? type)
    {
        _typed = type is not null;
        if (type is { } t) _bytes.WriteByte((byte)t);
        Int32(0);
    }

    public static byte[] Startup(IEnumerable<(string Name, string Value)> parameters)
    {
        var message = new FrontendMessage(null).Int32(ProtocolVersion);
        foreach (var (name, value) in parameters) message.String(name).String(value);
        return message.Raw([0]).Done();
    }

    public static byte[] TlsRequest() => new FrontendMessage(null).Int32(TlsCode).Done();

    public static byte[] CancelRequest(int processId, ReadOnlySpan<byte> secret) => new FrontendMessage(null).Int32(CancelCode).Int32(processId).Raw(secret).Done();

    public static byte[] Query(string sql) => new FrontendMessage('Q').String(sql).Done();

    public static byte[] Terminate() => new FrontendMessage('X').Done();

    /// <summary>A clear-text or md5 password.</summary>
    public static byte[] Password(string password) => new FrontendMessage('p').String(password).Done();

    public static byte[] SaslInitialResponse(string mechanism, string response)
    {
        var body = Encoding.UTF8.GetBytes(response);
        return new FrontendMessage('p').String(mechanism).Int32(body.Length).Raw(body).Done();
    }

    public static byte[] SaslResponse(string response) => new FrontendMessage('p').Raw(Encoding.UTF8.GetBytes(response)).Done();

    private FrontendMessage Int32(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return Raw(bytes);
    }

    /// <exception cref="ArgumentException">The text holds a NUL, which would end it early.</exception>
    private FrontendMessage String(string value)
    {
        if (value.Contains('\0')) throw new ArgumentException("A string to the server cannot hold a NUL.");
        return Raw(Encoding.UTF8.GetBytes(value)).Raw([0]);
    }

    private FrontendMessage Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    private byte[] Done()
    {
        var bytes = _bytes.ToArray();
        var at = _typed ? 1 : 0;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), bytes.Length - at);
        return bytes;
    }
}
