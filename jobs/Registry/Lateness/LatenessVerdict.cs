namespace Platform.Registry.Lateness;

/// <summary>Captured at - snapshot time, and whether that is beyond the entry's max_lateness and was accepted by a person.</summary>
public readonly record struct LatenessVerdict(TimeSpan Lateness, bool Late);
