using Platform.Columns.Batches;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Encodings;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Writing;

/// <summary>Repetition and definition levels of one leaf of a nested field (the Dremel encoding), a row at a time.</summary>
internal sealed class NestedLevels(Leaf leaf)
{
    private int[] _repetition = new int[1024];
    private int[] _definition = new int[1024];

    /// <summary>Levels since <see cref="BeginPage"/>.</summary>
    public int Count { get; private set; }

    /// <summary>How often each definition level occurs since <see cref="Begin"/>.</summary>
    public long[] Definitions { get; private set; } = [];

    /// <summary>How often each repetition level occurs since <see cref="Begin"/>; empty where nothing repeats.</summary>
    public long[] Repetitions { get; private set; } = [];

    /// <summary>Starts a chunk.</summary>
    public void Begin()
    {
        Definitions = new long[leaf.MaxDefinition + 1];
        Repetitions = new long[leaf.MaxRepetition + 1];
    }

    public void BeginPage() => Count = 0;

    /// <summary>Appends the levels of one row.</summary>
    public void Take(Column column, int row) => Take(column, 0, row, 0);

    /// <summary>The first of the leaf's slots that belong to rows from <paramref name="row"/> on.</summary>
    public int Slot(Column column, int row)
    {
        foreach (var step in leaf.Steps)
        {
            if (step.Repeats) row = NestedColumns.Offsets(column)[row];
            column = NestedColumns.Part(column, step);
        }

        return row;
    }

    public void Write(GrowingBuffer page)
    {
        if (leaf.MaxRepetition > 0) Write(page, _repetition, leaf.MaxRepetition);
        if (leaf.MaxDefinition > 0) Write(page, _definition, leaf.MaxDefinition);
    }

    private void Write(GrowingBuffer page, int[] levels, int max)
    {
        var start = LevelBlock.Begin(page);
        HybridWriter.Write(page, levels.AsSpan(0, Count), BitPacking.WidthOf(max));
        LevelBlock.End(page, start);
    }

    private void Take(Column column, int depth, int slot, int repetition)
    {
        if (depth == leaf.Steps.Count)
        {
            Add(repetition, column.Validity[slot] ? leaf.MaxDefinition : leaf.MaxDefinition - 1);
            return;
        }

        var step = leaf.Steps[depth];
        if (!column.Validity[slot])
        {
            Add(repetition, step.PresentDefinition - 1);
            return;
        }

        var part = NestedColumns.Part(column, step);
        if (!step.Repeats)
        {
            Take(part, depth + 1, slot, repetition);
            return;
        }

        var offsets = NestedColumns.Offsets(column);
        var (start, end) = (offsets[slot], offsets[slot + 1]);
        if (start == end) Add(repetition, step.PresentDefinition);
        for (var at = start; at < end; at++) Take(part, depth + 1, at, at == start ? repetition : step.Repetition + 1);
    }

    private void Add(int repetition, int definition)
    {
        if (Count == _repetition.Length)
        {
            Array.Resize(ref _repetition, Count * 2);
            Array.Resize(ref _definition, Count * 2);
        }

        _repetition[Count] = repetition;
        _definition[Count] = definition;
        Count++;
        Repetitions[repetition]++;
        Definitions[definition]++;
    }
}
