namespace Platform.ExactlyOnce.Tests.Running;

/// <summary>What the whole suite did and found, printed in one line at its end so that it can be quoted.</summary>
public sealed class Totals : IDisposable
{
    private static long processes;
    private static long faults;
    private static long looks;
    private static long torn;
    private static long duplicates;
    private static long lost;
    private static long snapshots;
    private static long orphans;

    public static void Process() => Interlocked.Increment(ref processes);

    /// <summary>A fault that did happen: the process died, stood still, lost its connection or its disk.</summary>
    public static void Fault(int count = 1) => Interlocked.Add(ref faults, count);

    /// <summary>Looks of a reader at the catalog, and those among them that saw something incomplete.</summary>
    public static void Looked(long all, long incomplete)
    {
        Interlocked.Add(ref looks, all);
        Interlocked.Add(ref torn, incomplete);
    }

    /// <summary>Snapshots found published as they should be; those published twice; those that are missing.</summary>
    public static void Snapshots(long present, long twice, long missing)
    {
        Interlocked.Add(ref snapshots, present);
        Interlocked.Add(ref duplicates, twice);
        Interlocked.Add(ref lost, missing);
    }

    /// <summary>Files that survived a prune without grace and are no published snapshot's.</summary>
    public static void Orphans(long count) => Interlocked.Add(ref orphans, count);

    public void Dispose() => Console.WriteLine(
        $"totals: {processes:N0} processes, {faults:N0} faults injected, {snapshots:N0} snapshots published, {looks:N0} looks of readers, {torn:N0} torn reads, {duplicates:N0} duplicates, {lost:N0} lost, {orphans:N0} orphans after prune");
}
