using Platform.Registry.Entries;

namespace Platform.Operator.Gaps;

/// <summary>One snapshot that a schedule asked for. <paramref name="Failed"/>: a run for it failed.</summary>
internal sealed record ExpectedSnapshot(Entry Entry, SnapshotTime Time, SnapshotState State, bool Failed)
{
    /// <summary>Not published, whether or not it still can be.</summary>
    public bool IsGap => State is SnapshotState.Due or SnapshotState.Missing;
}
