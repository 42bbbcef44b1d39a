using System.Net.Sockets;

namespace Platform.Sources.Postgres.Wire;

/// <summary>Sends a cancel request: a connection of its own, one message, and the server closes it without an answer.</summary>
internal static class WireCancel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Gives up silently after 3 s, or where the server cannot be reached.</summary>
    public static void Send(ServerAddress address, int processId, byte[] secret)
    {
        using var socket = WireSocket.Create(address);
        using var limit = new CancellationTokenSource(Patience);
        using var abort = limit.Token.UnsafeRegister(static s => WireSocket.Abort((Socket)s!), socket);
        try
        {
            socket.Connect(address.EndPoint);
            socket.Send(FrontendMessage.CancelRequest(processId, secret));

            // The server closes once it has acted: waiting for that keeps the caller from closing the session too early.
            Span<byte> nothing = stackalloc byte[1];
            while (socket.Receive(nothing) > 0)
            {
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Best effort: the session's own end follows anyway.
        }
    }
}
