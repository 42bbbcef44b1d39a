namespace Platform.LocalStack.Cluster;

/// <summary>Keeps two processes from making or starting the same cluster at once: an exclusive lock on a file, freed when the process ends.</summary>
internal static class ClusterLock
{
    /// <summary>How often a lock that somebody else holds is tried again; a start takes tenths of a second.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    public static async Task<IDisposable> TakeAsync(string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        using var timer = new PeriodicTimer(Interval);
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }
}
