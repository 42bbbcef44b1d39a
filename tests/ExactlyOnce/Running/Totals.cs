namespace Platform.ExactlyOnce.Tests.Running;

/// <summary>What the whole suite did and found, printed in one line at its end so that it can be quoted.</summary>
public sealed class Totals : IDisposable
{
    private static long _processes;
    private static long _faults;
    private static long _looks;
    private static long _torn;
    private static long _duplicates;
    private static long _lost;
    private static long _snapshots;
    private static long _orphans;

    public static void Process() => Interlocked.Increment(ref _processes);

    /// <summary>A fault that did happen: the process died, stood still, lost its connection or its disk.</summary>
    public static void Fault(int count = 1) => Interlocked.Add(ref _faults, count);

    /// <summary>Looks of a reader at the catalog, and those among them that saw something incomplete.</summary>
    public static void Looked(long all, long incomplete)
    {
        Interlocked.Add(ref _looks, all);
        Interlocked.Add(ref _torn, incomplete);
    }

    /// <summary>Snapshots found published as they should be; those published twice; those that are missing.</summary>
    public static void Snapshots(long present, long twice, long missing)
    {
        Interlocked.Add(ref _snapshots, present);
        Interlocked.Add(ref _duplicates, twice);
        Interlocked.Add(ref _lost, missing);
    }

    /// <summary>Files that survived a prune without grace and are no published snapshot's.</summary>
    public static void Orphans(long count) => Interlocked.Add(ref _orphans, count);

    public void Dispose() => Console.WriteLine(
        $"totals: {_processes:N0} processes, {_faults:N0} faults injected, {_snapshots:N0} snapshots published, {_looks:N0} looks of readers, {_torn:N0} torn reads, {_duplicates:N0} duplicates, {_lost:N0} lost, {_orphans:N0} orphans after prune");
}
