using System.Globalization;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Times;

namespace Platform.Registry.Lateness;

/// <summary>
/// No false history: data captured at 14:00 is never presented as 10:00's. Asked twice, with the clock before anything is read, and with the source's clock once
/// the database snapshot is taken; only the second answer counts.
/// </summary>
public static class LatenessRule
{
    /// <summary>
    /// Clocks of scheduler, process and source differ a little, and a job started on the hour may see a source that is not there yet. The same
    /// 30 seconds beyond which a process refuses to publish because its clock is wrong.
    /// </summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    /// <param name="table">For messages.</param>
    /// <param name="time">Snapshot time.</param>
    /// <param name="capturedAt">The clock now, or the source's at capture.</param>
    /// <param name="maxLateness">The entry's; by default one period of its schedule.</param>
    /// <param name="acceptLate">A person said <c>--accept-late</c>.</param>
    /// <exception cref="PlatformException"><c>snapshot-time-in-future</c> (64), <c>too-late</c> (65).</exception>
    public static LatenessVerdict Judge(TableName table, SnapshotTime time, DateTimeOffset capturedAt, TimeSpan maxLateness, bool acceptLate)
    {
        var lateness = capturedAt - time.Value;
        RefuseFuture(table, time, capturedAt);
        if (lateness <= maxLateness) return new LatenessVerdict(lateness, Late: false);
        if (acceptLate) return new LatenessVerdict(lateness, Late: true);
        throw new PlatformException(Stage.Claim, ExitCode.Data,
            $"the snapshot of {time} can no longer be captured: the table would be read as of {UtcText.Seconds(capturedAt)}, {Text(lateness)} later, and max_lateness is {Text(maxLateness)}",
            $"capture the current period instead, or publish the table as of {UtcText.Seconds(capturedAt)} under {time}, marked late, with --accept-late")
        { Kind = FailureKinds.TooLate, Table = table.ToString() };
    }

    /// <summary>A snapshot time that has not come yet is a mistake of whoever asks, and is refused before a run is claimed for it.</summary>
    /// <exception cref="PlatformException"><c>snapshot-time-in-future</c> (64).</exception>
    public static void RefuseFuture(TableName table, SnapshotTime time, DateTimeOffset now)
    {
        if (now - time.Value >= -ClockTolerance) return;
        throw new PlatformException(Stage.Claim, ExitCode.Usage, $"snapshot time {time} lies in the future: it is {UtcText.Seconds(now)} now",
            "wait until then, or give an earlier --at")
        { Kind = "snapshot-time-in-future", Table = table.ToString() };
    }

    /// <summary>The two largest units that are not zero, such as <c>4h 2m</c>.</summary>
    private static string Text(TimeSpan span)
    {
        (long Count, string Unit)[] units = [(span.Days, "d"), (span.Hours, "h"), (span.Minutes, "m"), (span.Seconds, "s")];
        var parts = units.SkipWhile(u => u.Count == 0).Take(2).Where(u => u.Count != 0).Select(u => u.Count.ToString(CultureInfo.InvariantCulture) + u.Unit);
        var text = string.Join(' ', parts);
        return text.Length == 0 ? "0s" : text;
    }
}
