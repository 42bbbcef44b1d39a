using Platform.Registry.Faults;

namespace Platform.Publication.Tests;

/// <summary>Notes every step, and at one of them does what the test says.</summary>
internal sealed class ScriptedFaults : IFaultPoints
{
    private readonly FlowStep? _at;
    private readonly Func<CancellationToken, Task> _act;
    private bool _acted;

    private ScriptedFaults(FlowStep? at, Func<CancellationToken, Task> act)
    {
        _at = at;
        _act = act;
    }

    public List<FlowStep> Reached { get; } = [];

    public static ScriptedFaults None() => new(null, _ => Task.CompletedTask);

    /// <summary>Does something the first time that a step is reached.</summary>
    public static ScriptedFaults At(FlowStep step, Func<CancellationToken, Task> act) => new(step, act);

    /// <summary>The process dies at a step: nothing of it runs any further.</summary>
    public static ScriptedFaults DieAt(FlowStep step) => At(step, _ => throw new DiedException());

    public async ValueTask ReachedAsync(FlowStep step, CancellationToken cancellation)
    {
        Reached.Add(step);
        if (step != _at || _acted) return;
        _acted = true;
        await _act(cancellation);
    }
}

internal sealed class DiedException : Exception;
