using System.Globalization;
using Platform.Registry.Failures;

namespace Platform.Sources.Postgres.Session;

/// <summary>Which PostgreSQL versions are read.</summary>
internal static class ServerVersion
{
    /// <summary>pg_current_snapshot and the catalog columns that are queried exist from 13; older versions have been out of support since 2024.</summary>
    public const int Oldest = 13;

    public static void Check(int major)
    {
        if (major >= Oldest) return;
        throw new PlatformException(Stage.Connect, ExitCode.Configuration,
            string.Create(CultureInfo.InvariantCulture, $"The server is PostgreSQL {major}; {Oldest} is the oldest that can be read."),
            "upgrade the server, or read a replica of it on a newer version")
        {
            Kind = "server-version",
        };
    }
}
