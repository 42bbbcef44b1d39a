using System.Globalization;

namespace Platform.LocalStack.Cluster;

/// <summary>Our part of postgresql.conf, rewritten at every start.</summary>
internal static class ClusterSettings
{
    /// <summary>Has the cluster's own postgresql.conf read our file, last, so that ours wins.</summary>
    public const string Include = "\ninclude 'platform.conf'\n";

    public static string Render(ClusterOptions options, ClusterDirectory directory, int port)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = options.UnixSocket ? directory.Data : "",
            ["max_connections"] = options.MaxConnections.ToString(CultureInfo.InvariantCulture),
            ["shared_buffers"] = "128MB",
            ["password_encryption"] = "scram-sha-256",
            ["log_destination"] = "stderr",
            ["logging_collector"] = "off",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
        };
        if (!options.Durable)
        {
            settings["fsync"] = "off";
            settings["full_page_writes"] = "off";
        }

        foreach (var (name, value) in options.Settings) settings[name] = value;
        return string.Concat(settings.Select(setting => $"{setting.Key} = '{setting.Value.Replace("'", "''", StringComparison.Ordinal)}'\n"));
    }
}
