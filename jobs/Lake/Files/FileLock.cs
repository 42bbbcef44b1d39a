using Microsoft.Win32.SafeHandles;

namespace Platform.Lake.Files;

/// <summary>
/// An exclusive lock between processes (and within one), held on a lock file that is never removed: removing it would let two holders lock two
/// files of the same name. The kernel releases it when the holder dies.
/// </summary>
internal sealed class FileLock : IDisposable
{
    /// <summary>Longest wait between two looks. A holder writes one small file, so a few milliseconds are typical.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    public static async Task<FileLock> AcquireAsync(string path, TimeProvider time, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromMilliseconds(1);
        CreateMissing(path);
        var file = Posix.OpenForReading(path);
        try
        {
            while (!Posix.TryLock(file))
            {
                await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, cancellation).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            return new FileLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private static void CreateMissing(string path)
    {
        if (File.Exists(path)) return;
        try
        {
            File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
    }
}
