using Platform.Registry.Faults;

namespace Platform.Services.Faults;

/// <summary>Which flow each step belongs to: the fault matrices of runs, prunes and restores share the one list, and take their own part of it from here.</summary>
public static class FlowSteps
{
    /// <summary>Of a run, its publication included.</summary>
    public static IReadOnlyList<FlowStep> OfRun { get; } = Between(FlowStep.Claimed, FlowStep.Done);

    /// <summary>Of a publication, with which a run ends and a removal from the catalog begins.</summary>
    public static IReadOnlyList<FlowStep> OfPublication { get; } = Between(FlowStep.Decided, FlowStep.Done);

    /// <summary>Of a prune, without those of the publications that it makes.</summary>
    public static IReadOnlyList<FlowStep> OfPrune { get; } = Between(FlowStep.PrunePlanned, FlowStep.MarkedDeleted);

    /// <summary>Of a restore.</summary>
    public static IReadOnlyList<FlowStep> OfRestore { get; } = Between(FlowStep.RestorePlanned, FlowStep.Live);

    private static FlowStep[] Between(FlowStep first, FlowStep last) => [.. Enum.GetValues<FlowStep>().Where(step => step >= first && step <= last)];
}
