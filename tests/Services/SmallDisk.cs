using System.Diagnostics;
using System.Globalization;

namespace Platform.Services;

/// <summary>A file system in memory of a few megabytes, to be filled up. Mounting takes root.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Filler => System.IO.Path.Combine(Path, "_catalog-filler");

    /// <param name="path">A directory that is there.</param>
    /// <param name="mebibytes">Its room.</param>
    /// <param name="owner">User id of whoever has it to themselves; null = this process's user.</param>
    public static SmallDisk Mount(string path, int mebibytes, int? owner = null)
    {
        var options = string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m") + (owner is { } user ? string.Create(CultureInfo.InvariantCulture, $",mode=700,uid={user}") : "");
        Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path);
        return new SmallDisk(path);
    }

    /// <summary>Writes until nothing more fits.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // Full, which was wanted.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(Filler);

    public void Dispose() => Run("umount", "--lazy", Path);

    private static void Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)}: {error}");
    }
}
