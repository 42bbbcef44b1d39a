using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>A column of lists. A list begins at a repetition level of 0 and may go on in the next page (not in files of ours).</summary>
internal sealed class ListReader(Leaf leaf, ReaderOptions options, BufferPool buffers, CodecSet codecs) : ChunkReader(leaf, options, buffers, codecs)
{
    private int[] _repetition = [];
    private int[] _definition = [];
    private ulong[] _elements = [];
    private int _levels;
    private int _next;

    public override void Begin(ReadOnlyMemory<byte> chunk, ChunkMetadata metadata, long rows, bool needsChecksum)
    {
        base.Begin(chunk, metadata, rows, needsChecksum);
        (_levels, _next) = (0, 0);
    }

    public override void Read(Column target, int rows)
    {
        var list = (ListColumn)target;
        var done = 0;
        // An open list's elements are being read; it ends where the next list begins or the chunk ends.
        var open = false;
        while (_next < _levels || OpenPage())
        {
            if (!open && _repetition[_next] != 0) Fail("a column chunk of lists begins in the middle of one");
            var (from, begun) = (_next, done + (open ? 1 : 0));
            var count = ReadElements(list.Elements, rows - begun, rows);
            EndLists(list, from, _next, count, ref done, ref open);
            if (_next < _levels) break;
            Pages.Release();
        }

        if (open)
        {
            list.EndList();
            done++;
        }

        if (done < rows) Fail("a column chunk ends before its row group does");
    }

    public override void End()
    {
        if (_next < _levels) Fail("a column chunk has more lists than its row group has rows");
        base.End();
    }

    /// <summary>Moves over the levels of at most <paramref name="lists"/> more lists in the page, and appends their elements; returns how many.</summary>
    private int ReadElements(Column elements, int lists, int rows)
    {
        var (count, present) = (0, 0);
        _elements.AsSpan(0, (_levels - _next + 63) >> 6).Clear();
        for (; _next < _levels; _next++)
        {
            if (_repetition[_next] == 0 && lists-- == 0) break;
            var definition = _definition[_next];
            if (definition <= Leaf.EmptyDefinition)
            {
                if (_repetition[_next] != 0) Fail("a list goes on without an element");
                continue;
            }

            if (definition == Leaf.MaxDefinition)
            {
                _elements[count >> 6] |= 1UL << count;
                present++;
            }

            count++;
        }

        if (count > 0) Values.Read(Pages, elements, _elements.AsSpan(0, (count + 63) >> 6), count, present, rows);
        return count;
    }

    /// <summary>Ends the lists among levels [from..to) but the last, which the next page may go on with.</summary>
    private void EndLists(ListColumn list, int from, int to, int count, ref int done, ref bool open)
    {
        var end = list.Elements.Count - count;
        for (var at = from; at < to; at++)
        {
            if (_repetition[at] == 0)
            {
                if (open) End(list, end, true, ref done);
                open = _definition[at] >= Leaf.EmptyDefinition;
                if (!open) End(list, end, false, ref done);
            }
            else if (!open)
            {
                Fail("a null list has elements");
            }

            if (_definition[at] > Leaf.EmptyDefinition) end++;
        }
    }

    private static void End(ListColumn list, int end, bool present, ref int done)
    {
        list.ReserveOffsets(1)[1] = end;
        if (present) list.Validity.AppendPresent(1);
        else list.Validity.AppendNulls(1);
        done++;
    }

    private bool OpenPage()
    {
        do
        {
            if (!NextDataPage()) return false;
        }
        while (Pages.Header.Values == 0);

        (_levels, _next) = (Pages.Header.Values, 0);
        if (_levels > _repetition.Length) Grow();
        var content = Pages.Content;
        var definition = _definition.AsSpan(0, _levels);
        var isVersion1 = Pages.Header.Type == PageType.Data;
        var levels = Pages.Levels.Repetition.Span;
        if (isVersion1 && !PageLevels.TryTake(ref content, out levels)) Fail("repetition levels do not fill their page");
        if (!PageLevels.TryRead(levels, 1, _repetition.AsSpan(0, _levels))) Fail("repetition levels do not fill their page");
        levels = Pages.Levels.Definition.Span;
        if (isVersion1 && !PageLevels.TryTake(ref content, out levels)) Fail("definition levels do not fill their page");
        if (!PageLevels.TryRead(levels, Leaf.MaxDefinition, definition)) Fail("definition levels do not fill their page");
        Values.Begin(Pages, content, definition.Count(Leaf.MaxDefinition));
        return true;
    }

    private void Grow()
    {
        var size = Math.Max(_levels, _repetition.Length * 2);
        _repetition = new int[size];
        _definition = new int[size];
        _elements = new ulong[(size + 63) >> 6];
    }
}
