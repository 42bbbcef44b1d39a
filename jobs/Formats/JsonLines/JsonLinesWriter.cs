using Platform.Columns.Batches;
using Platform.Formats.JsonLines.Values;
using Platform.Formats.Memory;
using Platform.Formats.Text;

namespace Platform.Formats.JsonLines;

/// <summary>JSON Lines: an object per row, all columns in their order, nulls too, a line feed behind each.</summary>
internal sealed class JsonLinesWriter(IReadOnlyList<Field> fields) : RowWriter
{
    private readonly JsonMembers _members = new([.. fields.Select(f => f.Name)], [.. fields.Select(f => JsonValue.Create(f.Type))]);

    public override string Name => JsonLinesReader.FormatName;

    public override int ColumnIndex => _members.At;

    public override void Write(IReadOnlyList<Column> columns, int row, GrowingBuffer output)
    {
        _members.Write(columns, row, output);
        output.Append((byte)'\n');
    }
}
