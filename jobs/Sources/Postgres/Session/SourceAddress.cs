using System.Net;
using System.Net.Sockets;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Session;

/// <summary>
/// Where a run's server is: the host of its URL, resolved once. Every connection of the run goes to this address, so that a name that stands for
/// several instances (a reader endpoint, a failover) cannot spread one run over two; TLS still verifies the URL's name.
/// </summary>
/// <param name="Url">As configured.</param>
/// <param name="Address">Null for a unix-domain socket.</param>
public sealed record SourceAddress(ConnectionUrl Url, IPAddress? Address)
{
    /// <summary>What to connect to: the address, or the directory of a unix-domain socket.</summary>
    public string ConnectHost => Address?.ToString() ?? Url.Host;

    /// <summary>The same for connections of our own protocol.</summary>
    public ServerAddress ToServerAddress() =>
        Address is null ? ServerAddress.Resolve(Url)[0] : new ServerAddress(new IPEndPoint(Address, Url.Port));

    /// <summary>The addresses to try, in the resolver's order; the first that accepts a connection is the run's.</summary>
    /// <exception cref="PlatformException">Unavailable: the name does not resolve; try again: the name server gave no answer.</exception>
    public static async Task<IReadOnlyList<SourceAddress>> ResolveAsync(ConnectionUrl url, CancellationToken cancellation)
    {
        if (url.IsUnixSocket) return [new SourceAddress(url, null)];
        if (IPAddress.TryParse(url.Host, out var literal)) return [new SourceAddress(url, literal)];
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(url.Host, cancellation).ConfigureAwait(false);
            if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
            return [.. addresses.Select(a => new SourceAddress(url, a))];
        }
        catch (SocketException e)
        {
            throw PostgresFailures.FromSocket(Stage.Connect, e);
        }
    }
}
