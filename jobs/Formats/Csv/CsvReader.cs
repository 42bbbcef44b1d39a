using Platform.Columns.Batches;
using Platform.Formats.Csv.Values;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Text.Reading;
using Platform.Registry.Entries;

namespace Platform.Formats.Csv;

/// <summary>Reads CSV (RFC 4180) with a header that names the table's columns in their order; an empty field is null, <c>""</c> is an empty text.</summary>
internal sealed class CsvReader(IReadOnlyList<Field> fields) : RowReader(fields)
{
    public const string FormatName = "CSV";

    private readonly CsvValue[] _values = [.. fields.Select(f => CsvValue.Create(f.Type))];
    private readonly GrowingBuffer _unquoted = new();
    private int _column;

    public override string Name => FormatName;

    public override bool HasQuotedRecords => true;

    public override bool HasHeader => true;

    public override string? FailedColumn => _column < Fields.Count ? Fields[_column].Name : null;

    /// <summary>Opens a file of these columns.</summary>
    public static IFileReader Open(Stream stream, IReadOnlyList<Field> fields, Compression compression, ReaderOptions? options = null) =>
        new RowFileReader(stream, compression, new CsvReader(fields), options ?? ReaderOptions.Default);

    public override bool IsHeader(ReadOnlySpan<byte> record)
    {
        var header = new GrowingBuffer();
        new CsvWriter(Fields).WriteHeader(header);
        return record.SequenceEqual(header.Written[..^2]);
    }

    public override bool TryRead(ReadOnlySpan<byte> record, ColumnBatch batch)
    {
        for (_column = 0; _column < _values.Length; _column++)
        {
            if (_column > 0)
            {
                if (record.IsEmpty || record[0] != ',') return false;
                record = record[1..];
            }

            if (!TryReadField(ref record, batch.Columns[_column])) return false;
        }

        return record.IsEmpty;
    }

    /// <summary>Takes a field off the front of the record, up to the comma behind it.</summary>
    private bool TryReadField(ref ReadOnlySpan<byte> record, Column column)
    {
        if (record.IsEmpty || record[0] == ',')
        {
            column.AppendNull();
            return true;
        }

        if (record[0] == '"') return TryUnquote(ref record, out var content) && _values[_column].TryRead(content, column);
        var end = record.IndexOf((byte)',');
        var field = end < 0 ? record : record[..end];
        record = record[field.Length..];
        return !field.Contains((byte)'"') && _values[_column].TryRead(field, column);
    }

    private bool TryUnquote(ref ReadOnlySpan<byte> record, out ReadOnlySpan<byte> content)
    {
        content = default;
        record = record[1..];
        _unquoted.Clear();
        while (true)
        {
            var quote = record.IndexOf((byte)'"');
            if (quote < 0) return false;
            var part = record[..quote];
            record = record[(quote + 1)..];
            if (record.IsEmpty || record[0] != '"')
            {
                // Without a doubled quote the field is the record's own bytes.
                content = part;
                if (_unquoted.Length == 0) return true;
                _unquoted.Append(part);
                content = _unquoted.Written;
                return true;
            }

            _unquoted.Append(part);
            _unquoted.Append((byte)'"');
            record = record[1..];
        }
    }
}
