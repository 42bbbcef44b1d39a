using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>The floor: receive the COPY stream into one large buffer and step over its frames, nothing else. For servers that ask for no password.</summary>
internal static class BareDrain
{
    private const int BufferBytes = 1 << 20;

    /// <returns>CopyData messages received, over all statements.</returns>
    public static long Run(int port, string database, IReadOnlyList<string> statements)
    {
        long messages = 0;
        var threads = statements.Select(sql => new Thread(() => Interlocked.Add(ref messages, Drain(port, database, sql)))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return messages;
    }

    private static long Drain(int port, string database, string sql)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = BufferBytes };
        socket.Connect(IPAddress.Loopback, port);
        socket.Send(Startup(database));
        var buffer = new byte[BufferBytes];
        var have = 0;
        long messages = 0;
        var asked = false;
        while (true)
        {
            var received = socket.Receive(buffer, have, buffer.Length - have, SocketFlags.None);
            if (received == 0) throw new IOException("The server closed the connection.");
            have += received;
            var at = 0;
            while (have - at >= 5)
            {
                var length = 1 + BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(at + 1));
                if (have - at < length) break;
                switch (buffer[at])
                {
                    case (byte)'d':
                        messages++;
                        break;
                    case (byte)'E':
                        throw new IOException(Encoding.UTF8.GetString(buffer, at + 5, length - 5));
                    case (byte)'Z' when asked:
                        return messages;
                    case (byte)'Z':
                        socket.Send(Query(sql));
                        asked = true;
                        break;
                }

                at += length;
            }

            buffer.AsSpan(at, have - at).CopyTo(buffer);
            have -= at;
        }
    }

    private static byte[] Startup(string database)
    {
        var body = Encoding.UTF8.GetBytes($"user\0postgres\0database\0{database}\0\0");
        var message = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), 3 << 16);
        body.CopyTo(message, 8);
        return message;
    }

    private static byte[] Query(string sql)
    {
        var body = Encoding.UTF8.GetBytes(sql + "\0");
        var message = new byte[5 + body.Length];
        message[0] = (byte)'Q';
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), 4 + body.Length);
        body.CopyTo(message, 5);
        return message;
    }
}
