namespace Platform.Sources.Postgres.Session;

/// <summary>What is known of the server instance a run reads from.</summary>
public sealed record ServerFacts
{
    /// <summary>Major version, such as 15.</summary>
    public required int Version { get; init; }

    /// <summary><c>server_version</c>, such as <c>15.18 (Debian 15.18-0+deb12u1)</c>.</summary>
    public required string VersionText { get; init; }

    /// <summary><c>pg_postmaster_start_time()</c> as text with microseconds, UTC: with the system identifier it names one instance.</summary>
    public required string StartTime { get; init; }

    /// <summary>Of the cluster; a primary and its replicas share it. Aurora gives its instance's identifier.</summary>
    public required Observation SystemIdentifier { get; init; }

    public required bool IsStandby { get; init; }

    public required bool IsAurora { get; init; }

    /// <summary><c>server_encoding</c>; the client's is always UTF8.</summary>
    public required string Encoding { get; init; }

    /// <summary>Decides the fraction digits of money.</summary>
    public required string LcMonetary { get; init; }

    public required string Database { get; init; }

    /// <summary><c>current_user</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Seconds a standby lags behind, as text; null on a primary, and where it cannot be told.</summary>
    public required Observation ReplicaLag { get; init; }
}
