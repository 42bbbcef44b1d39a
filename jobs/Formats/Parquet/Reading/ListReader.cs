using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>A column of lists.</summary>
internal sealed class ListReader(Leaf leaf, ReaderOptions options, BufferPool buffers, CodecSet codecs) : LevelReader(leaf, options, buffers, codecs)
{
    public override void Read(Column target, int rows)
    {
        var list = (ListColumn)target;
        var done = 0;
        // An open list's elements are being read; it ends where the next list begins or the chunk ends.
        var open = false;
        while (Next < Levels || OpenPage())
        {
            if (!open && Repetition[Next] != 0) Fail("a column chunk of lists begins in the middle of one");
            var (from, begun) = (Next, done + (open ? 1 : 0));
            var count = ReadElements(list.Elements, rows - begun, rows);
            EndLists(list, from, Next, count, ref done, ref open);
            if (Next < Levels) break;
            Pages.Release();
        }

        if (open)
        {
            list.EndList();
            done++;
        }

        if (done < rows) Fail("a column chunk ends before its row group does");
    }

    /// <summary>Moves over the levels of at most <paramref name="lists"/> more lists in the page, and appends their elements; returns how many.</summary>
    private int ReadElements(Column elements, int lists, int rows)
    {
        var (count, present) = (0, 0);
        var repetition = Repetition;
        var definition = Definition;
        var bits = ClearedBits(Levels - Next);
        var at = Next;
        for (; at < repetition.Length; at++)
        {
            if (repetition[at] == 0 && lists-- == 0) break;
            if (definition[at] <= Leaf.EmptyDefinition)
            {
                if (repetition[at] != 0) Fail("a list goes on without an element");
                continue;
            }

            if (definition[at] == Leaf.MaxDefinition)
            {
                bits[count >> 6] |= 1UL << count;
                present++;
            }

            count++;
        }

        Next = at;
        if (count > 0) Values.Read(Pages, elements, bits[..((count + 63) >> 6)], count, present, rows);
        return count;
    }

    /// <summary>Ends the lists among levels [from..to) but the last, which the next page may go on with.</summary>
    private void EndLists(ListColumn list, int from, int to, int count, ref int done, ref bool open)
    {
        var repetition = Repetition;
        var definition = Definition;
        var end = list.Elements.Count - count;
        for (var at = from; at < to; at++)
        {
            if (repetition[at] == 0)
            {
                if (open) End(list, end, true, ref done);
                open = definition[at] >= Leaf.EmptyDefinition;
                if (!open) End(list, end, false, ref done);
            }
            else if (!open)
            {
                Fail("a null list has elements");
            }

            if (definition[at] > Leaf.EmptyDefinition) end++;
        }
    }

    private static void End(ListColumn list, int end, bool present, ref int done)
    {
        list.ReserveOffsets(1)[1] = end;
        if (present) list.Validity.AppendPresent(1);
        else list.Validity.AppendNulls(1);
        done++;
    }
}
