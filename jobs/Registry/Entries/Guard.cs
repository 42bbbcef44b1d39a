namespace Platform.Registry.Entries;

/// <summary>How the source is protected from its readers.</summary>
/// <param name="Connections">Connections of all runs together, 1..1000.</param>
/// <param name="MaxSnapshotAge">A database snapshot held longer is given up.</param>
/// <param name="MaxReplicaLag">A replica further behind is not read.</param>
/// <param name="StatementTimeout">The server ends a longer statement.</param>
public sealed record Guard(int Connections, TimeSpan MaxSnapshotAge, TimeSpan MaxReplicaLag, TimeSpan StatementTimeout);
