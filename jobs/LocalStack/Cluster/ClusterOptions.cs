namespace Platform.LocalStack.Cluster;

/// <summary>How a cluster is made and started. Values that <c>initdb</c> fixes are ignored when the directory already holds a cluster.</summary>
public sealed record ClusterOptions
{
    /// <summary>The superuser that <c>initdb</c> creates.</summary>
    public string Superuser { get; init; } = "postgres";

    /// <summary>
    /// True (default): survives a crash of the machine. False: no fsync and no full page writes, which survives a crash of the server only; for
    /// throwaway clusters.
    /// </summary>
    public bool Durable { get; init; } = true;

    /// <summary>Connections the server accepts, 1 and up; default 100, PostgreSQL's own.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>TCP port on 127.0.0.1; null (default) takes a free one.</summary>
    public int? Port { get; init; }

    /// <summary>Also listen on a Unix socket in the cluster's data directory. Off by default.</summary>
    public bool UnixSocket { get; init; }

    /// <summary>Further lines of postgresql.conf, by name; they win over ours.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The whole pg_hba.conf. Default: SCRAM with the generated password for everybody on 127.0.0.1 and on the socket.</summary>
    public IReadOnlyList<string> HbaLines { get; init; } = ["local all all scram-sha-256", "host all all 127.0.0.1/32 scram-sha-256", "host replication all 127.0.0.1/32 scram-sha-256"];

    /// <summary>Files put into the data directory before the start (certificates, keys, pg_ident.conf), by file name; mode 0600.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; init; } = new Dictionary<string, byte[]>();
}
