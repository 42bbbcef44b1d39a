using Platform.Columns.Batches;

namespace Platform.Formats.Avro.Values;

/// <summary>map: entries of a key, which is text and never null, and a value.</summary>
internal sealed class MapEncoder : ValueEncoder
{
    private readonly BytesEncoder _key = new();
    private readonly NullableEncoder _value = new(new BytesEncoder());
    private readonly EntryBlocks _blocks = new();

    public override void Measure(Column column, int from, int to, Span<int> lengths)
    {
        var map = (MapColumn)column;
        var offsets = map.Offsets[from..(to + 1)];
        EntryBlocks.Measure(offsets, Sizes(map, offsets), lengths);
    }

    public override void Write(Column column, int from, int to, Span<int> cursors, Span<byte> rows)
    {
        var map = (MapColumn)column;
        var offsets = map.Offsets[from..(to + 1)];
        var places = Sizes(map, offsets);
        EntryBlocks.Place(offsets, places, cursors, rows);
        _key.Write(map.Keys, offsets[0], offsets[^1], places, rows);
        _value.Write(map.Values, offsets[0], offsets[^1], places, rows);
    }

    private Span<int> Sizes(MapColumn map, ReadOnlySpan<int> offsets)
    {
        var sizes = _blocks.Sizes(offsets);
        _key.Measure(map.Keys, offsets[0], offsets[^1], sizes);
        _value.Measure(map.Values, offsets[0], offsets[^1], sizes);
        return sizes;
    }
}
