using System.Text;
using Platform.Columns.Batches;
using Platform.Formats.Csv.Values;
using Platform.Formats.Memory;
using Platform.Formats.Text;

namespace Platform.Formats.Csv;

/// <summary>
/// CSV (RFC 4180): a header, commas, CRLF, quotes doubled. A null is an empty field, an empty text is <c>""</c>: PostgreSQL's own reading, so
/// that <c>COPY … FROM … (FORMAT csv, HEADER)</c> restores flat columns as they were.
/// </summary>
internal sealed class CsvWriter(IReadOnlyList<Field> fields) : RowWriter
{
    private readonly CsvValue[] _values = [.. fields.Select(f => CsvValue.Create(f.Type))];
    private int _column;

    public override string Name => CsvReader.FormatName;

    public override int ColumnIndex => _column;

    public override void WriteHeader(GrowingBuffer output)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) output.Append((byte)',');
            CsvText.Write(Encoding.UTF8.GetBytes(fields[i].Name), output);
        }

        output.Append("\r\n"u8);
    }

    public override void Write(IReadOnlyList<Column> columns, int row, GrowingBuffer output)
    {
        for (_column = 0; _column < _values.Length; _column++)
        {
            if (_column > 0) output.Append((byte)',');
            if (columns[_column].Validity[row]) _values[_column].Write(columns[_column], row, output);
        }

        output.Append("\r\n"u8);
    }
}
