
namespace Platform.Services.Jobs;

/// <summary>
/// The job binary under test: the published one (trimmed, ReadyToRun) that <c>./platform test</c> makes and names in
/// PLATFORM_SNAPSHOT_BINARY, else the one built beside these tests.
/// </summary>
public static class JobBinary
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_SNAPSHOT_BINARY") is { Length: > 0 } named) return named;
        var built = System.IO.Path.Combine(RepositoryRoot.Path, ".artifacts", "bin", "Snapshot", "release", "snapshot");
        return File.Exists(built) ? built : throw new FileNotFoundException("The snapshot binary is missing: run ./platform test, or build jobs/Snapshot.", built);
    }
}
