using System.Net;
using System.Net.Sockets;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;

namespace Platform.Sources.Postgres.Wire;

/// <summary>
/// A resolved address of a server. A host name may stand for several instances (a reader endpoint); all connections of a run
/// go to the address the first one got.
/// </summary>
public sealed record ServerAddress(EndPoint EndPoint)
{
    public bool IsUnixSocket => EndPoint is UnixDomainSocketEndPoint;

    /// <summary>The host in the form connection strings take: an IP address or the directory of a unix socket.</summary>
    public string Host => EndPoint is IPEndPoint ip ? ip.Address.ToString() : Path.GetDirectoryName(EndPoint.ToString())!;

    /// <summary>All addresses of the URL's host, in the resolver's order; never empty.</summary>
    /// <exception cref="PlatformException">Unavailable: the name does not resolve; try again: the name server gave no answer.</exception>
    public static async Task<IReadOnlyList<ServerAddress>> ResolveAsync(ConnectionUrl url, CancellationToken cancellation)
    {
        // The socket's file name is PostgreSQL's own: .s.PGSQL.PORT in the directory.
        if (url.IsUnixSocket) return [new(new UnixDomainSocketEndPoint(Path.Combine(url.Host, $".s.PGSQL.{url.Port}")))];
        if (IPAddress.TryParse(url.Host, out var literal)) return [new(new IPEndPoint(literal, url.Port))];
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(url.Host, cancellation).ConfigureAwait(false);
            if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
            return [.. addresses.Select(a => new ServerAddress(new IPEndPoint(a, url.Port)))];
        }
        catch (SocketException e)
        {
            throw PostgresFailures.FromSocket(Stage.Connect, e);
        }
        catch (ArgumentException e)
        {
            // A name that cannot be one: longer than 255 characters, or with an empty label.
            throw PostgresFailures.FromSocket(Stage.Connect, new SocketException((int)SocketError.HostNotFound, e.Message));
        }
    }
}
