using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Platform.Sources.Postgres.Tests.Wire;

/// <summary>Passes connections on to a server of this machine and keeps what each of them sent to it.</summary>
internal sealed class RecordingRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<MemoryStream> _sent = [];
    private readonly int _port;

    public RecordingRelay(int port)
    {
        _port = port;
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public EndPoint EndPoint => _listener.LocalEndpoint;

    /// <summary>What each connection has sent so far, in the order in which they were made.</summary>
    public IReadOnlyList<byte[]> Sent => [.. _sent.Select(Copy)];

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = _listener.AcceptSocket();
                var sent = new MemoryStream();
                _sent.Enqueue(sent);
                var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                server.Connect(IPAddress.Loopback, _port);
                new Thread(() => Pass(client, server, sent)) { IsBackground = true }.Start();
                new Thread(() => Pass(server, client, null)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private static void Pass(Socket from, Socket to, MemoryStream? record)
    {
        var buffer = new byte[16 << 10];
        try
        {
            while (from.Receive(buffer) is var count and > 0)
            {
                if (record is not null) lock (record) record.Write(buffer, 0, count);
                to.Send(buffer, 0, count, SocketFlags.None);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            from.Dispose();
            to.Dispose();
        }
    }

    private static byte[] Copy(MemoryStream sent)
    {
        lock (sent) return sent.ToArray();
    }
}
