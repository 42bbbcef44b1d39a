namespace Platform.Registry.Faults;

/// <summary>Production: every boundary is passed at once.</summary>
public sealed class NoFaults : IFaultPoints
{
    public static readonly NoFaults Instance = new();

    private NoFaults()
    {
    }

    public ValueTask ReachedAsync(FlowStep step, CancellationToken cancellation) => ValueTask.CompletedTask;
}
