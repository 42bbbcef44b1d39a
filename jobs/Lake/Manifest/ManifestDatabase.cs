namespace Platform.Lake.Manifest;

/// <summary>The database snapshot that everything was read at.</summary>
public sealed record ManifestDatabase
{
    /// <summary><c>postgres</c>.</summary>
    public required string Engine { get; init; }

    public required string ServerVersion { get; init; }

    /// <summary><c>pg_control_system().system_identifier</c> as decimal text; null where the role may not read it.</summary>
    public string? SystemIdentifier { get; init; }

    /// <summary>WAL position, such as <c>0/16B3748</c>; null with the reason in <see cref="LsnObtained"/>.</summary>
    public string? Lsn { get; init; }

    /// <summary>How the position was obtained, such as <c>pg_current_wal_lsn</c>, or why there is none.</summary>
    public string? LsnObtained { get; init; }

    /// <summary>Oldest transaction still running at the snapshot, as decimal text.</summary>
    public string? Xmin { get; init; }

    /// <summary>The exported snapshot's name, which workers imported.</summary>
    public string? SnapshotId { get; init; }
}
