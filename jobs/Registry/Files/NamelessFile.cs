namespace Platform.Registry.Files;

/// <summary>A temporary file for rows: its owner's alone, and without a name before a row is in it, so that whatever ends the process leaves no rows behind, and at most an empty file.</summary>
public static class NamelessFile
{
    /// <param name="directory">Where the disk space is taken.</param>
    /// <returns>Empty, to be written and read; its space is given back when it is closed.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it be.</exception>
    public static FileStream Create(string directory)
    {
        var path = Path.Combine(directory, $"platform-rows-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
