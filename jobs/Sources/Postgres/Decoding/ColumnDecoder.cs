using Platform.Columns.Batches;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>Turns one column's fields of a block of rows into values: one virtual call a block, a tight loop inside.</summary>
/// <param name="read">The column.</param>
/// <param name="subject">Source and table, for messages.</param>
public abstract class ColumnDecoder(ColumnRead read, CopySubject subject)
{
    protected ColumnRead Read { get; } = read;

    protected CopySubject Subject { get; } = subject;

    /// <summary>Appends every field of the block to <paramref name="target"/>.</summary>
    /// <exception cref="Registry.Failures.PlatformException">Data: a value the column cannot hold exactly, or a field that is not of the format. The target is then left undefined.</exception>
    public abstract void Decode(in FieldBlock block, Column target);

    /// <summary>A field whose bytes are not of the format: a defect of the server, the network or this reader.</summary>
    protected Exception Malformed(in FieldBlock block, int index, string found) =>
        DecodeFailures.Malformed(Subject, Read, block.RowNumber(index), found);

    /// <summary>A legal value that the column's lake type cannot hold.</summary>
    protected Exception Refused(in FieldBlock block, int index, string problem, string hint) =>
        DecodeFailures.Refused(Subject, Read, block.RowNumber(index), problem, hint);
}
