using Platform.Operator.Desk;

namespace Platform.Operator.Jobs;

/// <summary>The job that restores and verifies snapshots.</summary>
internal static class RestoreBinary
{
    public static string Find(Checkout checkout) => JobBinary.Find(checkout, "Restore", "PLATFORM_RESTORE_BINARY");
}
