using Platform.Columns.Batches;
using Platform.Difference.Comparing;
using Platform.Difference.Records;
using Platform.Formats.Avro.Rows;
using Platform.Formats.Files;
using Platform.Registry.Entries;

namespace Platform.Difference.Feed;

/// <summary>
/// Changes as a file in the shape that AWS DMS writes: <c>Op</c> first, then the table's columns as the new snapshot has them: of an inserted (<c>I</c>) or
/// updated (<c>U</c>) row its new values, of a deleted one (<c>D</c>) its last. Every key is there once, in no order.
/// </summary>
public sealed class ChangeFeed : IChanges, IDisposable
{
    /// <summary>Rows, and bytes of values, that are collected before they are written.</summary>
    private const int MaxRows = 122_880, MaxBytes = 16 << 20;

    private readonly IFileWriter _writer;
    private readonly ColumnBatch _batch;
    private readonly BytesColumn _op;
    private readonly RowDecoder _newRow;
    private readonly RowDecoder _oldRow;
    private readonly RowDecoder _beforeImage;
    private readonly Column[] _columns;
    private readonly Column[] _added;
    private readonly Column[] _before;
    private readonly int[] _ends;
    private long _bytes;

    /// <param name="output">Receives the file; the caller's.</param>
    /// <param name="format">Parquet or JSON Lines.</param>
    /// <param name="layout">Of its columns.</param>
    /// <param name="metadata">For the footer of Parquet.</param>
    public ChangeFeed(Stream output, FileFormat format, FeedColumns layout, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        var columns = layout.Columns;
        _batch = new ColumnBatch(layout.Fields);
        // Read by people and tools without a codec, as DMS writes it; Parquet compresses within.
        var options = format == FileFormat.Parquet ? WriterOptions.Default : WriterOptions.Default with { Compression = Compression.None };
        _writer = FileWriters.Create(format, output, layout.Fields, options, metadata);
        _op = (BytesColumn)_batch.Columns[0];
        var byName = _batch.Columns.ToDictionary(c => c.Field.Name, StringComparer.Ordinal);
        _columns = [.. columns.Kept(Side.To).Select(f => byName[f.Name])];
        _added = [.. columns.Added.Select(f => byName[f.Name])];
        _before = layout.HasBeforeImage ? [.. columns.Compared.Select(f => byName[FeedColumns.BeforeImagePrefix + f.Name])] : [];
        _newRow = new RowDecoder([.. columns.Kept(Side.To).Select(f => f.Type)]);
        _oldRow = new RowDecoder([.. columns.Kept(Side.From).Select(f => f.Type)]);
        _beforeImage = new RowDecoder(layout.HasBeforeImage ? [.. columns.Compared.Select(f => f.Type)] : []);
        _ends = new int[_columns.Length];
    }

    /// <summary>Writes what is collected, and ends the file.</summary>
    public FileSummary Complete()
    {
        Write();
        return _writer.Complete();
    }

    public void Dispose() => _writer.Dispose();

    void IChanges.Insert(Record to)
    {
        _op.Append("I"u8);
        _newRow.Read(to.Values, _columns, _ends);
        foreach (var column in _before) column.AppendNull();
        Added(to.Header.Length);
    }

    void IChanges.Update(Record from, Record to)
    {
        _op.Append("U"u8);
        _newRow.Read(to.Values, _columns, _ends);
        _beforeImage.Read(from.Compared, _before, _ends);
        Added(_before.Length == 0 ? to.Header.Length : from.Header.Length + to.Header.Length);
    }

    void IChanges.Delete(Record from)
    {
        _op.Append("D"u8);
        _oldRow.Read(from.Values, _columns.AsSpan(0, _columns.Length - _added.Length), _ends);
        foreach (var column in _added) column.AppendNull();
        foreach (var column in _before) column.AppendNull();
        Added(from.Header.Length);
    }

    private void Added(int bytes)
    {
        _bytes += bytes;
        if (_batch.RowCount >= MaxRows || _bytes >= MaxBytes) Write();
    }

    private void Write()
    {
        _writer.Write(_batch);
        _batch.Clear();
        _bytes = 0;
    }
}
