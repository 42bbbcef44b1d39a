using Platform.Registry.Layout;

namespace Platform.Registry.Entries;

/// <summary>What makes a snapshot one and the same: the key of the ledger. <paramref name="Output"/> is <c>main</c> for the first output.</summary>
public sealed record SnapshotKey(string Source, TableName Table, SnapshotTime SnapshotTime, string Output = ObjectLayout.MainOutput)
{
    /// <summary>Such as <c>shop/public.orders at 2026-03-01T10:00:00Z</c>, or <c>shop/public.orders@backup at 2026-03-01T10:00:00Z</c>.</summary>
    public override string ToString() => $"{RegistryNames.OfOutput($"{Source}/{Table}", Output)} at {SnapshotTime}";

    /// <summary>That of one of an entry's outputs.</summary>
    public static SnapshotKey Of(Entry entry, SnapshotTime time) => new(entry.Source, entry.Table, time, entry.OutputName);
}
