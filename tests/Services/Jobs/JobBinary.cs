
namespace Platform.Services.Jobs;

/// <summary>
/// The job binary under test: the published one (trimmed, ReadyToRun) that <c>./platform test</c> makes and names in
/// PLATFORM_SNAPSHOT_BINARY, else the one built beside these tests.
/// </summary>
public static class JobBinary
{
    public static string Path { get; } = Find("Snapshot", "snapshot", "PLATFORM_SNAPSHOT_BINARY");

    /// <summary>Whether <see cref="Path"/> was published rather than built: one file, compiled ahead.</summary>
    public static bool IsPublished => !File.Exists(System.IO.Path.ChangeExtension(Path, "dll"));

    /// <summary>The restore job, by PLATFORM_RESTORE_BINARY.</summary>
    public static string Restore => Find("Restore", "restore", "PLATFORM_RESTORE_BINARY");

    /// <summary>The operator's command line, by PLATFORM_OPERATOR_BINARY.</summary>
    public static string Operator => Find("Operator", "platform", "PLATFORM_OPERATOR_BINARY");

    private static string Find(string project, string name, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named) return named;
        var built = System.IO.Path.Combine(RepositoryRoot.Path, ".artifacts", "bin", project, "release", name);
        return File.Exists(built) ? built : throw new FileNotFoundException($"The {name} binary is missing: run ./platform test, or build jobs/{project}.", built);
    }
}
