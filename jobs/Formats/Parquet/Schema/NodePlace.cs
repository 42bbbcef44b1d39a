namespace Platform.Formats.Parquet.Schema;

/// <summary>Where a node of a schema hangs.</summary>
/// <param name="Path">Names above it.</param>
/// <param name="Steps">The way to it.</param>
/// <param name="Definition">The definition level at which all around it is there.</param>
/// <param name="Slot">The definition level from which on it has a slot: that of an element of the list or map around it.</param>
/// <param name="Repetition">How many lists and maps are around it.</param>
internal sealed record NodePlace(IReadOnlyList<string> Path, IReadOnlyList<LeafStep> Steps, int Definition, int Slot, int Repetition)
{
    public static NodePlace Root { get; } = new([], [], 0, 0, 0);

    /// <summary>The place of part <paramref name="part"/> of a node here, whose value is present from definition level <paramref name="present"/> on.</summary>
    public NodePlace Below(IReadOnlyList<string> names, StepKind kind, int part, int present)
    {
        // What hangs below a part that is not the first comes after a leaf that gave the nodes above their shape.
        var step = new LeafStep(kind, part, Repetition, Slot, present, part == 0);
        IReadOnlyList<LeafStep> steps = part == 0 ? [.. Steps, step] : [.. Steps.Select(s => s with { IsFirst = false }), step];
        return new NodePlace([.. Path, .. names], steps, present + (step.Repeats ? 1 : 0), step.Repeats ? step.ElementDefinition : Slot, Repetition + (step.Repeats ? 1 : 0));
    }
}
