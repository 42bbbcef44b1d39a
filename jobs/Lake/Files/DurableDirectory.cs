namespace Platform.Lake.Files;

/// <summary>Directories whose existence survives a crash of the machine.</summary>
internal static class DurableDirectory
{
    /// <summary>Creates what is missing of a path and syncs each parent that got a new entry; two processes may do so at once.</summary>
    public static void Create(string path)
    {
        if (Directory.Exists(path)) return;
        var parent = Path.GetDirectoryName(path);
        if (parent is null) return;
        Create(parent);
        Directory.CreateDirectory(path);
        Posix.SyncDirectory(parent);
    }
}
