using Platform.Columns.Batches;

namespace Platform.Formats.Avro.Values;

/// <summary>array.</summary>
internal sealed class ListEncoder(ValueEncoder element) : ValueEncoder
{
    private readonly EntryBlocks _blocks = new();

    public override void Measure(Column column, int from, int to, Span<int> lengths)
    {
        var list = (ListColumn)column;
        var offsets = list.Offsets[from..(to + 1)];
        EntryBlocks.Measure(offsets, Sizes(list, offsets), lengths);
    }

    public override void Write(Column column, int from, int to, Span<int> cursors, Span<byte> rows)
    {
        var list = (ListColumn)column;
        var offsets = list.Offsets[from..(to + 1)];
        var places = Sizes(list, offsets);
        EntryBlocks.Place(offsets, places, cursors, rows);
        element.Write(list.Elements, offsets[0], offsets[^1], places, rows);
    }

    private Span<int> Sizes(ListColumn list, ReadOnlySpan<int> offsets)
    {
        var sizes = _blocks.Sizes(offsets);
        element.Measure(list.Elements, offsets[0], offsets[^1], sizes);
        return sizes;
    }
}
