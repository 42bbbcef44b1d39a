using Platform.Registry.Faults;
using Platform.Services.Faults;

namespace Platform.ExactlyOnce.Tests.Retention;

/// <summary>Every boundary of a prune that has a snapshot to take out of the catalog and files to delete.</summary>
internal static class PruneSteps
{
    /// <summary>Prune's own, and those of the publication that takes a snapshot out.</summary>
    public static IReadOnlyList<FlowStep> WithRemoval { get; } =
        [FlowStep.PrunePlanned, FlowStep.Decided, FlowStep.MarkedSent, FlowStep.PartitionPut, FlowStep.ReadBack, FlowStep.Done, .. FlowSteps.OfPrune.Skip(1)];
}
