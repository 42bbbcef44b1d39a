using Platform.Columns.Batches;

namespace Platform.Formats.Avro.Values;

/// <summary>record: its fields' values one after another.</summary>
internal sealed class StructEncoder(ValueEncoder[] members) : ValueEncoder
{
    public override void Measure(Column column, int from, int to, Span<int> lengths)
    {
        var columns = ((StructColumn)column).Members;
        for (var i = 0; i < members.Length; i++) members[i].Measure(columns[i], from, to, lengths);
    }

    public override void Write(Column column, int from, int to, Span<int> cursors, Span<byte> rows)
    {
        var columns = ((StructColumn)column).Members;
        for (var i = 0; i < members.Length; i++) members[i].Write(columns[i], from, to, cursors, rows);
    }
}
