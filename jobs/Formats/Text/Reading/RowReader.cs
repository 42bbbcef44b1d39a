using Platform.Columns.Batches;

namespace Platform.Formats.Text.Reading;

/// <summary>Reads the rows of a text format, one record each. The columns and their types are given: the file has none.</summary>
internal abstract class RowReader(IReadOnlyList<Field> fields)
{
    public IReadOnlyList<Field> Fields { get; } = fields;

    /// <summary>The format's name, as messages begin.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a line feed between quotes is part of a record.</summary>
    public abstract bool HasQuotedRecords { get; }

    /// <summary>Whether the first record names the columns.</summary>
    public virtual bool HasHeader => false;

    /// <summary>The column in which <see cref="TryRead"/> failed; null where the record as a whole is no row.</summary>
    public abstract string? FailedColumn { get; }

    /// <summary>Whether the record is the header that files with these columns have.</summary>
    public virtual bool IsHeader(ReadOnlySpan<byte> record) => true;

    /// <summary>Appends one row to the batch; false where the record is not one of these columns.</summary>
    public abstract bool TryRead(ReadOnlySpan<byte> record, ColumnBatch batch);
}
