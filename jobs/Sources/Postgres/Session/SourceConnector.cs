using Npgsql;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Sources.Postgres.Failures;

namespace Platform.Sources.Postgres.Session;

/// <summary>Opens Npgsql connections to the run's one address.</summary>
internal static class SourceConnector
{
    /// <summary>Silence before the first probe: below the 350 s after which AWS network load balancers and NAT gateways forget a connection.</summary>
    private const int KeepAliveSeconds = 60;

    private const int KeepAliveIntervalSeconds = 10;

    /// <summary>Tries each address in turn; the connection says which one answered.</summary>
    /// <exception cref="PlatformException">As <see cref="PostgresFailures"/> classifies the last address's error.</exception>
    public static async Task<(NpgsqlConnection Connection, SourceAddress Address)> OpenFirstAsync(
        IReadOnlyList<SourceAddress> addresses, string applicationName, CancellationToken cancellation)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return (await OpenAsync(addresses[i], applicationName, cancellation).ConfigureAwait(false), addresses[i]);
            }
            catch (PlatformException e) when (i + 1 < addresses.Count && FailureKinds.IsOfAddress(e.Kind))
            {
                // The name's next address may answer; the last one's error is reported.
            }
        }
    }

    public static async Task<NpgsqlConnection> OpenAsync(SourceAddress address, string applicationName, CancellationToken cancellation)
    {
        var builder = new NpgsqlSlimDataSourceBuilder((address.Url with { Host = address.Server.Host }).ToNpgsql(applicationName, address.Url.NextPassword()));
        // The server's own statement and lock timeouts decide; the driver's 30 s would cut a proof or a wait short. A server that vanished without a word is
        // noticed by TCP, which also keeps an idle leader's path open through firewalls.
        builder.ConnectionStringBuilder.CommandTimeout = 0;
        builder.ConnectionStringBuilder.TcpKeepAliveTime = KeepAliveSeconds;
        builder.ConnectionStringBuilder.TcpKeepAliveInterval = KeepAliveIntervalSeconds;
        builder.EnableTransportSecurity();
        // Built-in types are all that is asked for; loading the database's own would cost a query under settings that are not pinned yet.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        builder.UseSslClientAuthenticationOptionsCallback(options => options.TargetHost = address.Url.Host);
        var source = builder.Build();
        var connection = source.CreateConnection();
        try
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            return connection;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw PostgresFailures.From(Stage.Connect, e);
        }
    }
}
