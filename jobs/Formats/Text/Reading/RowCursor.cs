using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Registry.Failures;

namespace Platform.Formats.Text.Reading;

/// <summary>Walks the records of a file, some rows at a time: memory is that of a batch and of the longest record.</summary>
internal sealed class RowCursor(RowReader rows, ReaderOptions options)
{
    private readonly RecordSource _source = new(rows.HasQuotedRecords, options.MaxPageBytes);
    private bool _headerIsRead = !rows.HasHeader;
    private long _rows;

    public void Begin(Stream stream) => _source.Begin(stream);

    /// <summary>Goes on in memory that lies at <paramref name="offset"/> in the file, before compression.</summary>
    public void Begin(ReadOnlyMemory<byte> bytes, long offset) => _source.Begin(bytes, offset);

    /// <summary>Fills the batch with the next rows; false, and the batch is empty, after the last.</summary>
    /// <exception cref="PlatformException">A record is no row of these columns (65).</exception>
    public bool Next(ColumnBatch batch)
    {
        batch.Clear();
        while (batch.RowCount < options.BatchRows && _source.Next(out var record, out var isWhole))
        {
            if (!isWhole) throw Corrupt($"its last record does not end, or has more than {options.MaxPageBytes} bytes", null);
            if (_headerIsRead) Read(record, batch);
            else if (!rows.IsHeader(record)) throw Corrupt("its first record does not name the table's columns", null);
            else _headerIsRead = true;
        }

        return batch.RowCount > 0;
    }

    /// <summary>After the last record: a file that must have a header must have had it.</summary>
    public void End()
    {
        if (!_headerIsRead) throw Corrupt("it has no header", null);
    }

    private void Read(ReadOnlySpan<byte> record, ColumnBatch batch)
    {
        _rows++;
        if (!rows.TryRead(record, batch)) throw Corrupt("a record is no row of the table's columns", rows.FailedColumn);
    }

    private PlatformException Corrupt(string what, string? column) =>
        BrokenFile.Corrupt(rows.Name, what, _source.RecordOffset, column, _rows == 0 ? null : _rows);
}
