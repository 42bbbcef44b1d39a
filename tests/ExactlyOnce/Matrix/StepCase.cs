using Platform.Registry.Faults;

namespace Platform.ExactlyOnce.Tests.Matrix;

/// <summary>What is to be true when a process has ended at a step.</summary>
/// <param name="Step">Reached, and nothing after it.</param>
/// <param name="Decided">The attempt is the snapshot from then on: whoever comes next must publish it and no other.</param>
/// <param name="Visible">Readers see it already.</param>
internal sealed record StepCase(FlowStep Step, bool Decided, bool Visible)
{
    /// <summary>Every boundary of the flow. A step that is missing here fails a test.</summary>
    public static IReadOnlyList<StepCase> All { get; } =
    [
        new(FlowStep.Claimed, Decided: false, Visible: false),
        new(FlowStep.SnapshotOpened, Decided: false, Visible: false),
        new(FlowStep.PartOpened, Decided: false, Visible: false),
        new(FlowStep.PartWriting, Decided: false, Visible: false),
        new(FlowStep.PartCompleted, Decided: false, Visible: false),
        new(FlowStep.Proved, Decided: false, Visible: false),
        new(FlowStep.Recorded, Decided: false, Visible: false),
        new(FlowStep.ManifestWritten, Decided: false, Visible: false),
        new(FlowStep.Decided, Decided: true, Visible: false),
        new(FlowStep.MarkedSent, Decided: true, Visible: false),
        new(FlowStep.PartitionPut, Decided: true, Visible: true),
        new(FlowStep.LatestMoved, Decided: true, Visible: true),
        new(FlowStep.ReadBack, Decided: true, Visible: true),
        new(FlowStep.Done, Decided: true, Visible: true),
    ];

    public static TheoryData<FlowStep> Steps => [.. All.Select(c => c.Step)];

    public static StepCase Of(FlowStep step) => All.Single(c => c.Step == step);
}
