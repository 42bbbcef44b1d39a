using Microsoft.Win32.SafeHandles;
using Platform.Registry.Failures;

namespace Platform.Lake.Files;

/// <summary>
/// An exclusive lock between processes (and within one), held on a lock file that is never removed: removing it would let two holders lock two
/// files of the same name. The kernel releases it when the holder dies.
/// </summary>
internal sealed class FileLock : IDisposable
{
    /// <summary>Longest wait between two looks. A holder writes one small file, so a few milliseconds are typical.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>A holder that is frozen never gives it back, and nobody else may write then: whoever waits says so in the end.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    /// <exception cref="PlatformException">Try again, <c>lake-locked</c>: another process has held it for two minutes.</exception>
    public static async Task<FileLock> AcquireAsync(string path, TimeProvider time, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromMilliseconds(1);
        CreateMissing(path);
        var file = Posix.OpenForReading(path);
        var started = time.GetTimestamp();
        try
        {
            while (!Posix.TryLock(file))
            {
                if (time.GetElapsedTime(started) > LongestWait) throw StillHeld(path);
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

    private static PlatformException StillHeld(string path) =>
        new(Stage.Publish, ExitCode.TryAgain, $"another process has held {path} for {LongestWait.TotalMinutes:0} min",
            $"find it (fuser {path}): a process that is stopped or hangs has to be continued or killed; then run again")
        { Kind = "lake-locked" };

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
