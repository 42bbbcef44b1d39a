using Platform.Columns.Batches;

namespace Platform.Formats.Files;

/// <summary>What all writers of files share: the rules of <see cref="IFileWriter"/>, and bytes that leave one behind the other.</summary>
internal abstract class BatchWriter : IFileWriter
{
#pragma warning disable CA2213 // The stream belongs to the caller (IFileWriter).
    private readonly Stream _output;
#pragma warning restore CA2213
    private int _batches;
    private bool _begun;
    private bool _ended;

    protected BatchWriter(Stream output, IReadOnlyList<Field> fields)
    {
        FieldRules.Check(fields);
        (_output, Fields) = (output, fields);
    }

    protected IReadOnlyList<Field> Fields { get; }

    /// <summary>Rows of all batches that are written; while one is being written, those before it.</summary>
    protected long Rows { get; private set; }

    /// <summary>Bytes that have left.</summary>
    protected long Position { get; private set; }

    public void Write(ColumnBatch batch)
    {
        RequireOpen();
        if (!batch.Fields.SequenceEqual(Fields)) throw new ArgumentException("The batch has other fields than the file.", nameof(batch));
        if (batch.RowCount == 0) return;
        // Whatever fails from here on leaves half a batch; only a writer that came back is written to again.
        _ended = true;
        Begin();
        foreach (var column in batch.Columns)
        {
            FieldRules.RequirePresent(column, Rows);
            Prepare(column);
        }

        WriteRows(batch);
        Rows += batch.RowCount;
        _batches++;
        _ended = false;
    }

    public FileSummary Complete()
    {
        RequireOpen();
        _ended = true;
        Begin();
        WriteEnd();
        return new FileSummary(Position, Rows, _batches);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a column's values readable one by one; for writers that do not read them so there is nothing to do.</summary>
    protected virtual void Prepare(Column column) => Materialization.Complete(column);

    /// <summary>Writes what stands before the first row.</summary>
    protected abstract void WriteStart();

    /// <summary>Writes the rows of a batch, which are complete and prepared.</summary>
    protected abstract void WriteRows(ColumnBatch batch);

    /// <summary>Writes what stands behind the last row.</summary>
    protected virtual void WriteEnd()
    {
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    protected void Emit(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        Position += bytes.Length;
    }

    private void Begin()
    {
        if (_begun) return;
        _begun = true;
        WriteStart();
    }

    private void RequireOpen()
    {
        if (_ended) throw new InvalidOperationException("The file is complete, or an earlier write failed: nothing can be written to it.");
    }
}
