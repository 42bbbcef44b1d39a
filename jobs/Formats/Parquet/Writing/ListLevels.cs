using Platform.Columns.Batches;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Encodings;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Writing;

/// <summary>
/// Repetition and definition levels of lists. A level is one element, or stands for an empty or a null list. Definition: 0 the list is
/// null (nullable lists only), then the list is empty, then the element is null, then it is present.
/// </summary>
internal sealed class ListLevels(Leaf leaf)
{
    private readonly int _empty = leaf.EmptyDefinition;
    private int[] _repetition = [];
    private int[] _definition = [];

    public int Count { get; private set; }

    /// <summary>How often each definition level occurs since <see cref="Begin"/>.</summary>
    public long[] Definitions { get; private set; } = [];

    /// <summary>How often each repetition level occurs since <see cref="Begin"/>.</summary>
    public long[] Repetitions { get; private set; } = [];

    /// <summary>Starts a chunk.</summary>
    public void Begin()
    {
        Definitions = new long[leaf.MaxDefinition + 1];
        Repetitions = new long[2];
    }

    /// <summary>Makes the levels of rows [from..to).</summary>
    public void Take(ListColumn column, int from, int to)
    {
        var offsets = column.Offsets;
        var most = offsets[to] - offsets[from] + (to - from);
        if (_repetition.Length < most)
        {
            _repetition = new int[most];
            _definition = new int[most];
        }

        Count = 0;
        for (var row = from; row < to; row++)
        {
            var (start, end) = (offsets[row], offsets[row + 1]);
            if (start == end) Add(0, column.Validity[row] ? _empty : 0);
            for (var slot = start; slot < end; slot++)
                Add(slot == start ? 0 : 1, column.Elements.Validity[slot] ? leaf.MaxDefinition : leaf.MaxDefinition - 1);
        }
    }

    public void Write(GrowingBuffer page)
    {
        var repetition = LevelBlock.Begin(page);
        HybridWriter.Write(page, _repetition.AsSpan(0, Count), 1);
        LevelBlock.End(page, repetition);
        var definition = LevelBlock.Begin(page);
        HybridWriter.Write(page, _definition.AsSpan(0, Count), BitPacking.WidthOf(leaf.MaxDefinition));
        LevelBlock.End(page, definition);
    }

    private void Add(int repetition, int definition)
    {
        _repetition[Count] = repetition;
        _definition[Count] = definition;
        Count++;
        Repetitions[repetition]++;
        Definitions[definition]++;
    }
}
