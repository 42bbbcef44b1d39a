namespace Platform.Ledger.Tests;

/// <summary>A wall clock that is off; its monotonic clock and timers run as the system's.</summary>
internal sealed class ShiftedClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
