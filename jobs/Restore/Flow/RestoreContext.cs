using Platform.Registry.Faults;
using Platform.Restore.Invocation;
using Platform.Telemetry.Events;

namespace Platform.Restore.Flow;

/// <summary>What one execution works with.</summary>
/// <param name="Arguments">The command line.</param>
/// <param name="Settings">The environment.</param>
/// <param name="Log">Told of every step.</param>
/// <param name="Progress">Told of every batch of rows.</param>
/// <param name="Phases">Told where each phase ends.</param>
/// <param name="Faults">Told at every boundary at which the process may die.</param>
/// <param name="Clock">For waits and names.</param>
internal sealed record RestoreContext(
    RestoreArguments Arguments, RestoreSettings Settings, EventLog Log, RowProgress Progress, Phases Phases, IFaultPoints Faults, TimeProvider Clock);
