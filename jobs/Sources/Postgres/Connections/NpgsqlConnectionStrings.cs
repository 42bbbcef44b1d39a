using Npgsql;
using Platform.Registry.Connections;

namespace Platform.Sources.Postgres.Connections;

/// <summary>A <see cref="ConnectionUrl"/> as Npgsql's connection string: same meaning, no pooling, no GSS encryption (it fails or hangs in images without Kerberos).</summary>
public static class NpgsqlConnectionStrings
{
    /// <param name="url">Where and how to connect.</param>
    /// <param name="applicationName">Used where the URL names none.</param>
    public static string ToNpgsql(this ConnectionUrl url, string? applicationName = null)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port,
            Username = url.User,
            Password = url.Password,
            Database = url.Database,
            ApplicationName = url.ApplicationName ?? applicationName,
            Options = url.Options,
            // 0 means without end to both.
            Timeout = url.ConnectTimeout > TimeSpan.Zero ? (int)Math.Min(1024, url.ConnectTimeout.TotalSeconds) : 0,
            GssEncryptionMode = GssEncryptionMode.Disable,
            Pooling = false,
            KeepAlive = 0,
            TcpKeepAlive = true,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
            SslMode = url.EffectiveSslMode switch
            {
                Registry.Connections.SslMode.Disable => Npgsql.SslMode.Disable,
                Registry.Connections.SslMode.Allow => Npgsql.SslMode.Allow,
                Registry.Connections.SslMode.Prefer => Npgsql.SslMode.Prefer,
                Registry.Connections.SslMode.Require => Npgsql.SslMode.Require,
                Registry.Connections.SslMode.VerifyCa => Npgsql.SslMode.VerifyCA,
                _ => Npgsql.SslMode.VerifyFull,
            },
            ChannelBinding = url.ChannelBinding switch
            {
                Registry.Connections.ChannelBinding.Disable => Npgsql.ChannelBinding.Disable,
                Registry.Connections.ChannelBinding.Require => Npgsql.ChannelBinding.Require,
                _ => Npgsql.ChannelBinding.Prefer,
            },
        };
        if (url.SslRootCert is { } root and not "system") builder.RootCertificate = root;
        if (url.SslCert is not null) builder.SslCertificate = url.SslCert;
        if (url.SslKey is not null) builder.SslKey = url.SslKey;
        return builder.ConnectionString;
    }
}
