using System.Globalization;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>What Linux's /proc tells of processes.</summary>
internal static class ProcessTimes
{
    /// <summary>Clock ticks per second of /proc: fixed at 100 for user space on all architectures .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>CPU seconds of a process's children that have ended: of this process, the contenders; of the postmaster, its backends.</summary>
    public static double EndedChildren(int processId)
    {
        // pid (name) state ppid … ; the name may hold spaces. Fields 16 and 17, counted from 1, are cutime and cstime.
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Parse(fields[13]) + Parse(fields[14])) / TicksPerSecond;
    }

    /// <summary>Peak resident memory so far, in bytes; null once the process has ended.</summary>
    public static long? PeakMemory(int processId)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/{processId}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal)) return 1024 * (long)Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]);
            }
        }
        catch (IOException)
        {
            // It ended between two looks.
        }

        return null;
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
