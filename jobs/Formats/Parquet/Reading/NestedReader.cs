using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>
/// One leaf of a nested field. Its values go to the column at the end of its steps; the shape of every column on the way comes from the first leaf below
/// it, and all others are held to it. A row begins at a repetition level of 0 and may go on in the next page (not in files of ours).
/// </summary>
internal sealed class NestedReader(Leaf leaf, ReaderOptions options, BufferPool buffers, CodecSet codecs) : ChunkReader(leaf, options, buffers, codecs)
{
    private readonly NestedShape[] _shapes = [.. leaf.Steps.Select(s => new NestedShape(s))];

    /// <summary>The least definition level at which the leaf has a slot: every list and map around it has an element there.</summary>
    private readonly int _slotDefinition = leaf.Steps.LastOrDefault(s => s.Repeats)?.ElementDefinition ?? 0;

    // The levels of the page: those from _next on are not read yet.
    private int[] _pageRepetition = [];
    private int[] _pageDefinition = [];
    private ulong[] _bits = [];
    private int _levels;
    private int _next;

    // The levels of the batch.
    private int[] _repetition = [];
    private int[] _definition = [];
    private int _taken;

    public override void Begin(ReadOnlyMemory<byte> chunk, ChunkMetadata metadata, long rows, bool needsChecksum)
    {
        base.Begin(chunk, metadata, rows, needsChecksum);
        (_levels, _next) = (0, 0);
    }

    public override void Read(Column target, int rows)
    {
        var values = NestedColumns.Leaf(target, Leaf);
        _taken = 0;
        var begun = 0;
        while (_next < _levels || OpenPage())
        {
            if (begun == 0 && _pageRepetition[_next] != 0) Fail("a column chunk begins in the middle of a row");
            var from = _next;
            for (; _next < _levels; _next++)
            {
                if (_pageRepetition[_next] == 0 && begun++ == rows) break;
            }

            TakeLevels(from, _next - from);
            ReadValues(values, from, _next, rows);
            if (_next < _levels) break;
            Pages.Release();
        }

        if (begun < rows) Fail("a column chunk ends before its row group does");
        Shape(target, values, rows);
    }

    public override void End()
    {
        if (_next < _levels) Fail("a column chunk has more rows than its row group");
        base.End();
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

        _pageRepetition.AsSpan(from, count).CopyTo(_repetition.AsSpan(_taken));
        _pageDefinition.AsSpan(from, count).CopyTo(_definition.AsSpan(_taken));
        _taken += count;
    }

    private void ReadValues(Column values, int from, int to, int rows)
    {
        var (count, present) = (0, 0);
        _bits.AsSpan(0, (to - from + 63) >> 6).Clear();
        for (var at = from; at < to; at++)
        {
            var definition = _pageDefinition[at];
            if (definition < _slotDefinition) continue;
            if (definition == Leaf.MaxDefinition)
            {
                _bits[count >> 6] |= 1UL << count;
                present++;
            }

            count++;
        }

        if (count > 0) Values.Read(Pages, values, _bits.AsSpan(0, (count + 63) >> 6), count, present, rows);
    }

    private bool OpenPage()
    {
        do
        {
            if (!NextDataPage()) return false;
        }
        while (Pages.Header.Values == 0);

        (_levels, _next) = (Pages.Header.Values, 0);
        if (_levels > _pageRepetition.Length) Grow();
        var content = Pages.Content;
        var repetition = _pageRepetition.AsSpan(0, _levels);
        var definition = _pageDefinition.AsSpan(0, _levels);
        repetition.Clear();
        definition.Clear();
        var isVersion1 = Pages.Header.Type == PageType.Data;
        if (Leaf.MaxRepetition > 0)
        {
            var levels = Pages.Levels.Repetition.Span;
            if (isVersion1 && !PageLevels.TryTake(ref content, out levels)) Fail("repetition levels do not fill their page");
            if (!PageLevels.TryRead(levels, Leaf.MaxRepetition, repetition)) Fail("repetition levels do not fill their page");
        }

        if (Leaf.MaxDefinition > 0)
        {
            var levels = Pages.Levels.Definition.Span;
            if (isVersion1 && !PageLevels.TryTake(ref content, out levels)) Fail("definition levels do not fill their page");
            if (!PageLevels.TryRead(levels, Leaf.MaxDefinition, definition)) Fail("definition levels do not fill their page");
        }

        Values.Begin(Pages, content, definition.Count(Leaf.MaxDefinition));
        return true;
    }

    private void Grow()
    {
        var size = Math.Max(_levels, _pageRepetition.Length * 2);
        _pageRepetition = new int[size];
        _pageDefinition = new int[size];
        _bits = new ulong[(size + 63) >> 6];
    }
}
