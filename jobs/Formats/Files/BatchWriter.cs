using Platform.Columns.Batches;

namespace Platform.Formats.Files;

/// <summary>What writers of files without a footer share: the rules of <see cref="IFileWriter"/>, and bytes that leave one behind the other.</summary>
internal abstract class BatchWriter : IFileWriter
{
#pragma warning disable CA2213 // The stream belongs to the caller (IFileWriter).
    private readonly Stream _output;
#pragma warning restore CA2213
    private long _rows;
    private int _batches;
    private bool _begun;
    private bool _ended;

    protected BatchWriter(Stream output, IReadOnlyList<Field> fields)
    {
        FieldRules.Check(fields);
        (_output, Fields) = (output, fields);
    }

    protected IReadOnlyList<Field> Fields { get; }

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
            FieldRules.RequirePresent(column, _rows);
            Materialization.Complete(column);
        }

        WriteRows(batch, _rows);
        _rows += batch.RowCount;
        _batches++;
        _ended = false;
    }

    public FileSummary Complete()
    {
        RequireOpen();
        _ended = true;
        Begin();
        WriteEnd();
        return new FileSummary(Position, _rows, _batches);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes what stands before the first row.</summary>
    protected abstract void WriteStart();

    /// <summary>Writes the rows of a batch, which are complete and materialised; <paramref name="rowsBefore"/> stand in the file already.</summary>
    protected abstract void WriteRows(ColumnBatch batch, long rowsBefore);

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
