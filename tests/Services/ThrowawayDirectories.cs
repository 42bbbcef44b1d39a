using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Platform.LocalStack.Binaries;
using Platform.LocalStack.Cluster;

namespace Platform.Services;

/// <summary>
/// Where throwaway clusters live: <c>/tmp/platform-tests-PID-N</c>. They are stopped and removed when the process ends, and a process
/// that was killed before it could is cleaned up after by the next one.
/// </summary>
internal static class ThrowawayDirectories
{
    private const string Prefix = "platform-tests-";

    private static readonly ConcurrentDictionary<string, LocalCluster> Clusters = new();
    private static int _count;

    static ThrowawayDirectories()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (var (directory, cluster) in Clusters)
            {
                cluster.StopAsync(StopMode.Immediate).GetAwaiter().GetResult();
                RemoveWithoutWaiting(directory);
            }
        };
    }

    public static string Create()
    {
        SweepOnce.Value.ToString(CultureInfo.InvariantCulture);
        return Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref _count)}"));
    }

    public static void StopAtExit(string directory, LocalCluster cluster) => Clusters[directory] = cluster;

    public static void Remove(string directory)
    {
        Clusters.TryRemove(directory, out _);
        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
    }

    /// <summary>
    /// The test runner gives a process ten seconds to end and then calls it failed; a hundred databases are thirty thousand files, which take longer
    /// than that to remove on a busy machine.
    /// </summary>
    private static void RemoveWithoutWaiting(string directory) => Process.Start("rm", ["-rf", directory]).Dispose();

    private static readonly Lazy<int> SweepOnce = new(Sweep);

    private static int Sweep()
    {
        var swept = 0;
        foreach (var directory in Directory.EnumerateDirectories(Path.GetTempPath(), $"{Prefix}*"))
        {
            var owner = Path.GetFileName(directory)[Prefix.Length..].Split('-')[0];
            if (!int.TryParse(owner, CultureInfo.InvariantCulture, out var pid) || IsAlive(pid)) continue;
            try
            {
                LocalCluster.Attached(PostgresBinaries.Find(RepositoryRoot.PlatformDirectory), directory)?
                    .StopAsync(StopMode.Immediate).GetAwaiter().GetResult();
                Directory.Delete(directory, recursive: true);
                swept++;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or being swept by another process at this moment.
            }
        }

        return swept;
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
