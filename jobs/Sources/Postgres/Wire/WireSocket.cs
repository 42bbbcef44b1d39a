using System.Net;
using System.Net.Sockets;

namespace Platform.Sources.Postgres.Wire;

/// <summary>The TCP or unix-domain socket of a connection. It is used synchronously only: one asynchronous call would make every later read slower.</summary>
internal static class WireSocket
{
    /// <summary>A dead peer is noticed after 60 s of silence and six unanswered probes, 10 s apart: after two minutes.</summary>
    private const int KeepAliveSeconds = 60, KeepAliveInterval = 10, KeepAliveProbes = 6;

    public static Socket Create(ServerAddress address)
    {
        if (address.EndPoint is not IPEndPoint ip) return new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveInterval);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
        return socket;
    }

    /// <summary>Ends whatever the socket is blocked in, from any thread.</summary>
    public static void Abort(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // Not connected yet, or not any more: closing it is then all there is to do.
            socket.Dispose();
        }
        catch (ObjectDisposedException)
        {
            // Closed by its own thread in the meantime.
        }
    }
}
