namespace Platform.Formats.Parquet.Schema;

/// <summary>What a step goes through on its way from a field to one of its leaves.</summary>
internal enum StepKind
{
    Struct,
    List,
    Map,
}

/// <summary>One column with parts between a nested field and its leaf, in terms of the leaf's levels.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Part">Which of its parts the leaf lies in: a struct's member, 0 in a list, 0 for a map's keys and 1 for its values.</param>
/// <param name="Repetition">The repetition level at which a slot of it begins: how many lists and maps are around it.</param>
/// <param name="SlotDefinition">The least definition level at which it has a slot: the list or map around it has an element. What is in a null struct has a null slot.</param>
/// <param name="PresentDefinition">The least definition level at which that slot is not null.</param>
/// <param name="IsFirst">The leaf is the first of its leaves, from which its own shape is taken; the others must agree.</param>
internal sealed record LeafStep(StepKind Kind, int Part, int Repetition, int SlotDefinition, int PresentDefinition, bool IsFirst)
{
    /// <summary>The definition level of an element or entry, whatever it is.</summary>
    public int ElementDefinition => PresentDefinition + 1;

    public bool Repeats => Kind != StepKind.Struct;
}
