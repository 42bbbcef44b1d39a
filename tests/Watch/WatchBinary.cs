using Platform.Services;

namespace Platform.Watch.Tests;

/// <summary>
/// The watch binary under test: the published one (trimmed, ReadyToRun) that <c>./platform test</c> makes and names in
/// PLATFORM_WATCH_BINARY, else the one built beside these tests.
/// </summary>
internal static class WatchBinary
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_WATCH_BINARY") is { Length: > 0 } named) return named;
        var built = System.IO.Path.Combine(RepositoryRoot.Path, ".artifacts", "bin", "Watch", "release", "watch");
        return File.Exists(built) ? built : throw new FileNotFoundException("The watch binary is missing: run ./platform test, or build jobs/Watch.", built);
    }
}
