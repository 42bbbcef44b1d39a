using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>Walks one row group after another, some rows at a time, over all columns at once: memory is that of a batch and the pages it touches.</summary>
internal sealed class RowGroupCursor : IDisposable
{
    private readonly ParquetSchema _schema;
    private readonly ReaderOptions _options;
    private readonly CodecSet _codecs = new();
    private readonly ChunkReader[] _columns;
    private long _rowsLeft;

    public RowGroupCursor(ParquetSchema schema, ReaderOptions options)
    {
        var buffers = new BufferPool();
        _schema = schema;
        _options = options;
        _columns = [.. schema.Leaves.Select(leaf => ChunkReader.Create(leaf, options, buffers, _codecs))];
    }

    /// <summary>Starts a row group. <paramref name="chunk"/> gives the bytes of a column chunk, exactly as long as its metadata say.</summary>
    public void Begin(RowGroupMetadata rowGroup, Func<ChunkMetadata, int, ReadOnlyMemory<byte>> chunk, bool needsChecksums)
    {
        for (var i = 0; i < _columns.Length; i++) _columns[i].Begin(chunk(rowGroup.Chunks[i], i), rowGroup.Chunks[i], rowGroup.Rows, needsChecksums);
        _rowsLeft = rowGroup.Rows;
    }

    /// <summary>Fills the batch with the next rows; false, and the batch is empty, after the last.</summary>
    public bool Next(ColumnBatch batch)
    {
        batch.Clear();
        if (_rowsLeft == 0) return false;
        var rows = (int)Math.Min(_rowsLeft, _options.BatchRows);
        for (var i = 0; i < _columns.Length; i++) _columns[i].Read(batch.Columns[_schema.Leaves[i].FieldIndex], rows);
        _rowsLeft -= rows;
        if (_rowsLeft > 0) return true;
        foreach (var column in _columns) column.End();
        return true;
    }

    public void Dispose() => _codecs.Dispose();
}
