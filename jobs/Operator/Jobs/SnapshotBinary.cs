using Platform.Operator.Desk;
using Platform.Registry.Failures;

namespace Platform.Operator.Jobs;

/// <summary>Finds the job binary: what <c>PLATFORM_SNAPSHOT_BINARY</c> names, else the newer of the published and the built one.</summary>
internal static class SnapshotBinary
{
    public const string Variable = "PLATFORM_SNAPSHOT_BINARY";

    public static string Find(Checkout checkout)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen)
        {
            return File.Exists(chosen) ? Path.GetFullPath(chosen) : throw Missing($"{Variable} is {chosen}, which is no file", $"Unset {Variable}, or point it at a snapshot binary.");
        }

        var published = Path.Combine(checkout.Root, ".platform", "bin", "snapshot");
        var built = Path.Combine(checkout.Root, ".artifacts", "bin", "Snapshot", "release", "snapshot");
        // The program's own code is in the dll beside the built one: the executable is the same for ever.
        var (publishedAt, builtAt) = (File.GetLastWriteTimeUtc(published), File.GetLastWriteTimeUtc(built + ".dll"));
        if (!File.Exists(published) && !File.Exists(built))
            throw Missing("the snapshot binary is not built", "./platform builds it before every command; run this command through ./platform.");
        return File.Exists(published) && publishedAt >= builtAt ? published : built;
    }

    private static PlatformException Missing(string message, string hint) =>
        new(Stage.Configure, ExitCode.Configuration, message, hint) { Kind = "binary-missing" };
}
