using Platform.Registry.Layout;

namespace Platform.Registry.Entries;

/// <summary>What makes a snapshot one and the same: the key of the ledger. <paramref name="Output"/> is <c>main</c> for the first output.</summary>
public sealed record SnapshotKey(string Source, TableName Table, SnapshotTime SnapshotTime, string Output = ObjectLayout.MainOutput)
{
    /// <summary>Such as <c>shop/public.orders at 2026-03-01T10:00:00Z</c>; the output is named where it is not <c>main</c>.</summary>
    public override string ToString() =>
        Output == ObjectLayout.MainOutput ? $"{Source}/{Table} at {SnapshotTime}" : $"{Source}/{Table} ({Output}) at {SnapshotTime}";
}
