using Platform.Registry.Failures;

namespace Platform.LocalStack.Cluster;

/// <summary>Keeps two processes from making or starting the same cluster at once: an exclusive lock on a file, freed when the process ends.</summary>
internal static class ClusterLock
{
    /// <summary>How often a lock that somebody else holds is tried again; a start takes tenths of a second.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>EAGAIN, by which .NET tells that another process has the file.</summary>
    private static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;

    /// <exception cref="PlatformException">78 where the file cannot be made: a full disk, or one that may not be written.</exception>
    public static async Task<IDisposable> TakeAsync(string directory, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (true)
        {
            try
            {
                Directory.CreateDirectory(directory);
                return new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (held.HResult == WouldBlock)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new PlatformException(
                    Stage.Configure, ExitCode.Configuration, $"the directory of the PostgreSQL server, {directory}, cannot be written: {e.Message}",
                    "Free space there, give this user the directory, or set PLATFORM_HOME to another one.", e)
                { Kind = "postgres-directory-closed" };
            }
        }
    }
}
