using System.Net.Sockets;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Wire;

/// <summary>Messages over one socket, in the clear or through TLS. One thread at a time, except for <see cref="Abort"/>.</summary>
internal sealed class WireChannel : IDisposable
{
    /// <summary>Outside COPY nothing longer is expected: catalog rows, parameters, errors.</summary>
    private const int MaxMessageBytes = 16 << 20;

    private readonly Socket _socket;
    private readonly Stream _stream;

    /// <param name="socket">Connected; the channel owns it.</param>
    /// <param name="stream">Over the socket; the channel owns it.</param>
    /// <param name="bufferBytes">Of the receive buffer.</param>
    public WireChannel(Socket socket, Stream stream, int bufferBytes)
    {
        _socket = socket;
        _stream = stream;
        Buffer = new ReceiveBuffer(stream, bufferBytes);
    }

    public ReceiveBuffer Buffer { get; }

    public bool IsEncrypted => _stream is System.Net.Security.SslStream;

    public void Send(byte[] message) => _stream.Write(message);

    /// <summary>The next message's type and body; the body is valid until the next call.</summary>
    /// <exception cref="EndOfStreamException">The server closed the connection.</exception>
    public byte Receive(out ReadOnlySpan<byte> body)
    {
        Require(BackendMessage.HeaderLength);
        var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(Buffer.Bytes.AsSpan(Buffer.Start + 1));
        if (length is < 4 or > MaxMessageBytes)
        {
            throw new PlatformException(Stage.Connect, ExitCode.Configuration, "The server does not speak PostgreSQL's protocol.",
                "check host and port in the connection URL")
            { Kind = "not-postgres" };
        }

        Require(length + 1);
        var type = Buffer.Bytes[Buffer.Start];
        body = Buffer.Bytes.AsSpan(Buffer.Start + BackendMessage.HeaderLength, length - 4);
        Buffer.Start += length + 1;
        return type;
    }

    /// <summary>Ends what the connection is doing, from any thread: blocked calls fail.</summary>
    public void Abort() => WireSocket.Abort(_socket);

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private void Require(int count)
    {
        Buffer.Grow(count);
        while (Buffer.Available < count)
        {
            if (!Buffer.Fill()) throw new EndOfStreamException();
        }
    }
}
