using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Session;

/// <summary>
/// Where a run's server is: the host of its URL, resolved once. Every connection of the run goes to this address, so that a name that stands for
/// several instances (a reader endpoint, a failover) cannot spread one run over two; TLS still verifies the URL's name.
/// </summary>
/// <param name="Url">As configured.</param>
/// <param name="Server">What to connect to.</param>
public sealed record SourceAddress(ConnectionUrl Url, ServerAddress Server)
{
    /// <summary>The addresses to try, in the resolver's order; the first that accepts a connection is the run's.</summary>
    /// <exception cref="PlatformException">Unavailable: the name does not resolve; try again: the name server gave no answer.</exception>
    public static async Task<IReadOnlyList<SourceAddress>> ResolveAsync(ConnectionUrl url, CancellationToken cancellation) =>
        [.. (await ServerAddress.ResolveAsync(url, cancellation).ConfigureAwait(false)).Select(server => new SourceAddress(url, server))];
}
