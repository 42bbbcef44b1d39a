namespace Platform.Registry.Faults;

/// <summary>The system's clock, off by some time, as on a host that lost its time server. Elapsed time is the system's.</summary>
public sealed class OffsetClock(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
}
