using System.Text.Json.Serialization;

namespace Platform.Registry.Entries;

/// <summary>How the source is protected from its readers.</summary>
/// <param name="Connections">Connections of all runs together, 3..1000: each takes two for its session and one per stream.</param>
/// <param name="MaxSnapshotAge">A database snapshot held longer is given up.</param>
/// <param name="MaxReplicaLag">A replica further behind is not read.</param>
/// <param name="StatementTimeout">The server ends a longer statement.</param>
public sealed record Guard(int Connections, TimeSpan MaxSnapshotAge, TimeSpan MaxReplicaLag, TimeSpan StatementTimeout)
{
    /// <summary>The most streams that one run may read with: two connections are its session's.</summary>
    [JsonIgnore]
    public int Streams => Connections - 2;
}
