using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Platform.Services;

/// <summary>
/// A pooler in transaction mode, as small as one can be: clients are answered without authentication, and each query goes to an idle server connection, which
/// the client keeps only until the server says that no transaction is open. The server must trust this host.
/// </summary>
public sealed class TransactionPooler : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Stack<NetworkStream> _idle = new();
    private readonly byte[] _greeting;
    private readonly int _serverPort;
    private readonly byte[] _startup;

    private TransactionPooler(int serverPort, byte[] startup, byte[] greeting)
    {
        _serverPort = serverPort;
        _startup = startup;
        _greeting = greeting;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static async Task<TransactionPooler> StartAsync(int serverPort, string user, string database)
    {
        byte[] parameters = [.. "user\0"u8, .. Bytes(user), .. "database\0"u8, .. Bytes(database), 0];
        var startup = new byte[8 + parameters.Length];
        BinaryPrimitives.WriteInt32BigEndian(startup, startup.Length);
        BinaryPrimitives.WriteInt32BigEndian(startup.AsSpan(4), 196608);
        parameters.CopyTo(startup, 8);
        var (server, greeting) = await ConnectAsync(serverPort, startup);
        var pooler = new TransactionPooler(serverPort, startup, greeting);
        pooler._idle.Push(server);
        return pooler;
    }

    public ValueTask DisposeAsync()
    {
        _stop.Cancel();
        _stop.Dispose();
        _listener.Dispose();
        foreach (var server in _idle) server.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        var stopping = _stop.Token;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(stopping));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient accepted)
    {
        using var client = accepted;
        var stream = client.GetStream();
        try
        {
            while (true)
            {
                var first = await ReadAsync(stream, 4);
                var body = await ReadAsync(stream, BinaryPrimitives.ReadInt32BigEndian(first) - 4);
                if (BinaryPrimitives.ReadInt32BigEndian(body) == 196608) break;
                await stream.WriteAsync("N"u8.ToArray());
            }

            await stream.WriteAsync(_greeting);
            NetworkStream? server = null;
            while (true)
            {
                var message = await MessageAsync(stream);
                if (message[0] == 'X') return;
                server ??= await LendAsync();
                await server.WriteAsync(message);
                if (message[0] is not ((byte)'Q' or (byte)'S')) continue;
                byte[] answer;
                do
                {
                    answer = await MessageAsync(server);
                    await stream.WriteAsync(answer);
                }
                while (answer[0] != 'Z');
                if (answer[5] != 'I') continue;
                lock (_idle) _idle.Push(server);
                server = null;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The client or the test went away.
        }
    }

    private async Task<NetworkStream> LendAsync()
    {
        lock (_idle)
        {
            if (_idle.TryPop(out var server)) return server;
        }

        return (await ConnectAsync(_serverPort, _startup)).Server;
    }

    private static async Task<(NetworkStream Server, byte[] Greeting)> ConnectAsync(int port, byte[] startup)
    {
        var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, port);
        var stream = server.GetStream();
        await stream.WriteAsync(startup);
        var greeting = new List<byte>();
        byte[] message;
        do
        {
            message = await MessageAsync(stream);
            greeting.AddRange(message);
        }
        while (message[0] != 'Z');
        return (stream, [.. greeting]);
    }

    private static async Task<byte[]> MessageAsync(NetworkStream stream)
    {
        var head = await ReadAsync(stream, 5);
        var body = await ReadAsync(stream, BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1)) - 4);
        return [.. head, .. body];
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static byte[] Bytes(string text) => [.. System.Text.Encoding.UTF8.GetBytes(text), 0];
}
