using System.Runtime.InteropServices;

namespace Platform.Benchmarks.Formats;

/// <summary>CPU time of the calling thread (Linux).</summary>
internal static partial class ThreadClock
{
    // CLOCK_THREAD_CPUTIME_ID of time.h.
    private const int ThreadCpuTime = 3;

    public static long Nanoseconds => GetTime(ThreadCpuTime, out var time) == 0
        ? (time.Seconds * 1_000_000_000) + time.Nanoseconds
        : throw new PlatformNotSupportedException("This system has no clock of a thread's CPU time.");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
