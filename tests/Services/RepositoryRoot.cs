namespace Platform.Services;

/// <summary>The checkout that the running tests were built from.</summary>
public static class RepositoryRoot
{
    /// <summary>The directory of Platform.sln.</summary>
    public static string Path { get; } = Find();

    /// <summary>Where the local stack keeps everything: <c>.platform</c> in the root, not committed.</summary>
    public static string PlatformDirectory => System.IO.Path.Combine(Path, ".platform");

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "Platform.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException($"No Platform.sln above {AppContext.BaseDirectory}");
    }
}
