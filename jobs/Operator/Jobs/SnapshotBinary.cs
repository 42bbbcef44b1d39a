using Platform.Operator.Desk;

namespace Platform.Operator.Jobs;

/// <summary>The job that takes snapshots.</summary>
internal static class SnapshotBinary
{
    public const string Variable = "PLATFORM_SNAPSHOT_BINARY";

    public static string Find(Checkout checkout) => JobBinary.Find(checkout, "Snapshot", Variable);
}
