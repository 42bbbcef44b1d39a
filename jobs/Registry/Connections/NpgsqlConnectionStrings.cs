using System.Data.Common;

namespace Platform.Registry.Connections;

/// <summary>
/// A <see cref="ConnectionUrl"/> as the connection string of Npgsql, which source and ledger both connect with: same meaning, no pooling, no GSS
/// encryption (it fails or hangs in images without Kerberos). Keywords are those of Npgsql 10's documentation, "Connection String Parameters".
/// </summary>
public static class NpgsqlConnectionStrings
{
    /// <summary>Npgsql refuses longer ones, in seconds.</summary>
    private const double LongestTimeout = 1024;

    /// <param name="url">Where and how to connect.</param>
    /// <param name="applicationName">Used where the URL names none.</param>
    /// <param name="password">Of one connection; null for the URL's own.</param>
    public static string ToNpgsql(this ConnectionUrl url, string? applicationName = null, string? password = null)
    {
        var text = new DbConnectionStringBuilder
        {
            ["Host"] = url.Host,
            ["Port"] = url.Port,
            ["Username"] = url.User,
            ["Database"] = url.Database,
            // 0 means without end to both.
            ["Timeout"] = url.ConnectTimeout > TimeSpan.Zero ? (int)Math.Min(LongestTimeout, url.ConnectTimeout.TotalSeconds) : 0,
            ["GSS Encryption Mode"] = "Disable",
            ["Pooling"] = "false",
            ["Keepalive"] = 0,
            ["TCP Keepalive"] = "true",
            ["Include Error Detail"] = "false",
            ["Persist Security Info"] = "false",
            ["SSL Mode"] = url.EffectiveSslMode.ToString(),
            ["Channel Binding"] = url.ChannelBinding.ToString(),
        };
        AddGiven("Password", password ?? url.Password);
        AddGiven("Application Name", url.ApplicationName ?? applicationName);
        AddGiven("Options", url.Options);
        AddGiven("Root Certificate", url.SslRootCert is "system" ? null : url.SslRootCert);
        AddGiven("SSL Certificate", url.SslCert);
        AddGiven("SSL Key", url.SslKey);
        return text.ConnectionString;

        void AddGiven(string keyword, string? value)
        {
            if (value is not null) text[keyword] = value;
        }
    }
}
