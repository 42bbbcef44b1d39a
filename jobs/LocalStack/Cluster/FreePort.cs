using System.Net;
using System.Net.Sockets;

namespace Platform.LocalStack.Cluster;

/// <summary>A TCP port of 127.0.0.1 that nobody listened on a moment ago; whoever uses it must be ready to ask again.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
