namespace Platform.Ledger;

/// <summary>How a process uses the ledger. The defaults suit a person's command; jobs retry for longer.</summary>
public sealed record LedgerOptions
{
    /// <summary>For the command line: one try again on a fresh connection, then the error.</summary>
    public static readonly LedgerOptions Default = new();

    /// <summary>For job binaries: passing faults are retried inside the process for up to 15 minutes before it exits with 75.</summary>
    public static readonly LedgerOptions Job = new() { RetryFor = TimeSpan.FromMinutes(15) };

    /// <summary>How long one operation is tried again while the ledger cannot be reached. Default zero: once more, at once.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.Zero;

    /// <summary>First pause between two tries; it doubles, with jitter, up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause between two tries.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a lease lasts without a heartbeat, 1 s to 1 h. Default 90 s: three heartbeats may be missed, and a run whose process was killed
    /// waits no longer than that, well within the 10 minutes that a second process waits.
    /// </summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Shown in pg_stat_activity where the URL names none.</summary>
    public string ApplicationName { get; init; } = "platform";
}
