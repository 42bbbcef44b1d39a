using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>
/// One leaf of a nested field. Its values go to the column at the end of its steps; the shape of every column on the way comes from the first leaf below
/// it, and all others are held to it.
/// </summary>
internal sealed class NestedReader(Leaf leaf, ReaderOptions options, BufferPool buffers, CodecSet codecs) : LevelReader(leaf, options, buffers, codecs)
{
    private readonly NestedShape[] _shapes = [.. leaf.Steps.Select(s => new NestedShape(s))];

    /// <summary>The least definition level at which the leaf has a slot: every list and map around it has an element there.</summary>
    private readonly int _slotDefinition = leaf.Steps.LastOrDefault(s => s.Repeats)?.ElementDefinition ?? 0;

    // The levels of the batch.
    private int[] _repetition = [];
    private int[] _definition = [];
    private int _taken;

    public override void Read(Column target, int rows)
    {
        var values = NestedColumns.Leaf(target, Leaf);
        _taken = 0;
        var begun = 0;
        while (Next < Levels || OpenPage())
        {
            var repetition = Repetition;
            var from = Next;
            if (begun == 0 && repetition[from] != 0) Fail("a column chunk begins in the middle of a row");
            for (; Next < repetition.Length; Next++)
            {
                if (repetition[Next] == 0 && begun++ == rows) break;
            }

            TakeLevels(from, Next - from);
            ReadValues(values, from, Next, rows);
            if (Next < Levels) break;
            Pages.Release();
        }

        if (begun < rows) Fail("a column chunk ends before its row group does");
        Shape(target, values, rows);
    }

    private void Shape(Column target, Column values, int rows)
    {
        var slots = rows;
        var column = target;
        foreach (var shape in _shapes)
        {
            if (!shape.TryTake(_repetition.AsSpan(0, _taken), _definition.AsSpan(0, _taken))) Fail("levels go on with a list that has no elements");
            if (shape.Step.IsFirst) shape.Fill(column);
            if (column.Count != slots || !shape.Agrees(column)) Fail("two columns of one nested column tell of different rows");
            slots = shape.PartSlots;
            column = NestedColumns.Part(column, shape.Step);
        }

        if (values.Count != slots) Fail("a nested column has more or fewer values than places for them");
    }

    private void TakeLevels(int from, int count)
    {
        if (_taken + count > _repetition.Length)
        {
            var size = Math.Max(_taken + count, Math.Min(Array.MaxLength, _repetition.Length * 2));
            Array.Resize(ref _repetition, size);
            Array.Resize(ref _definition, size);
        }

        Repetition.Slice(from, count).CopyTo(_repetition.AsSpan(_taken));
        Definition.Slice(from, count).CopyTo(_definition.AsSpan(_taken));
        _taken += count;
    }

    private void ReadValues(Column values, int from, int to, int rows)
    {
        var (count, present) = (0, 0);
        var bits = ClearedBits(to - from);
        foreach (var definition in Definition[from..to])
        {
            if (definition < _slotDefinition) continue;
            if (definition == Leaf.MaxDefinition)
            {
                bits[count >> 6] |= 1UL << count;
                present++;
            }

            count++;
        }

        if (count > 0) Values.Read(Pages, values, bits[..((count + 63) >> 6)], count, present, rows);
    }
}
