using System.Net.Sockets;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Wire.Tls;

namespace Platform.Sources.Postgres.Wire;

/// <summary>
/// Sends a cancel request: a connection of its own, one message, and the server closes it without an answer. The message holds the session's secret, so it
/// goes through TLS where the session does, and nowhere else.
/// </summary>
internal static class WireCancel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Gives up silently after 3 s, or where the server cannot be reached.</summary>
    /// <param name="address">Where the session is.</param>
    /// <param name="tls">How the session is encrypted; null where it is not.</param>
    /// <param name="processId">The session's backend.</param>
    /// <param name="secret">What the server gave the session for this.</param>
    public static void Send(ServerAddress address, ConnectionUrl? tls, int processId, byte[] secret)
    {
        using var socket = WireSocket.Create(address);
        using var limit = new CancellationTokenSource(Patience);
        using var abort = limit.Token.UnsafeRegister(static s => WireSocket.Abort((Socket)s!), socket);
        try
        {
            socket.Connect(address.EndPoint);
            using Stream clear = new NetworkStream(socket, ownsSocket: false);
            using var encrypted = tls is null ? null : new TlsClient(tls).Start(clear);
            if (tls is not null && encrypted is null) return;
            var stream = encrypted ?? clear;
            stream.Write(FrontendMessage.CancelRequest(processId, secret));

            // The server closes once it has acted: waiting for that keeps the caller from closing the session too early.
            while (stream.ReadByte() >= 0)
            {
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or PlatformException)
        {
            // Best effort: the session's own end follows anyway.
        }
    }
}
