using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Retention;

/// <summary>Every boundary of a prune that has a snapshot to take out of the catalog and files to delete.</summary>
internal static class PruneSteps
{
    /// <summary>Prune's own, in order. A step of the flow that is neither here nor among the cases of a run fails a test.</summary>
    public static IReadOnlyList<FlowStep> All { get; } =
        [FlowStep.PrunePlanned, FlowStep.PartitionRemoved, FlowStep.MarkedDeleting, FlowStep.ObjectDeleted, FlowStep.FilesDeleted, FlowStep.MarkedDeleted];

    /// <summary>And those of the publication that takes a snapshot out.</summary>
    public static IReadOnlyList<FlowStep> WithRemoval { get; } =
        [FlowStep.PrunePlanned, FlowStep.Decided, FlowStep.MarkedSent, FlowStep.PartitionPut, FlowStep.ReadBack, FlowStep.Done, .. All.Skip(1)];
}
