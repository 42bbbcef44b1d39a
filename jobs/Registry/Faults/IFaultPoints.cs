namespace Platform.Registry.Faults;

/// <summary>Told at every step boundary. Tests kill, freeze, fail or wait here; in production nothing happens.</summary>
public interface IFaultPoints
{
    /// <summary>Called by the flow, once per boundary or once per part or member; may throw, wait or never return.</summary>
    ValueTask ReachedAsync(FlowStep step, CancellationToken cancellation);
}
