using Platform.Columns.Batches;
using Platform.Sources.Postgres.Losses;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>Turns one column's fields of a block of rows into values: one virtual call a block, a tight loop inside.</summary>
/// <param name="read">The column.</param>
/// <param name="subject">Source and table, for messages.</param>
public abstract class ColumnDecoder(ColumnRead read, CopySubject subject)
{
    protected ColumnRead Read { get; } = read;

    protected CopySubject Subject { get; } = subject;

    protected ColumnLosses Losses { get; } = new(read, subject);

    /// <summary>Appends every field of the block to <paramref name="target"/>.</summary>
    /// <exception cref="Registry.Failures.PlatformException">Data: a value the column cannot hold and no policy handles, or a field that is not of the format. The target is then left undefined.</exception>
    public abstract void Decode(in FieldBlock block, Column target);

    /// <summary>A field whose bytes are not of the format: a defect of the server, the network or this reader.</summary>
    protected Exception Malformed(in FieldBlock block, int index, string found) =>
        DecodeFailures.Malformed(Subject, Read, block.RowNumber(index), found);

    /// <summary>Adds the values handled so far to <paramref name="totals"/>, by kind.</summary>
    internal virtual void AddLosses(Span<long> totals) => Losses.AddTo(totals);

    /// <summary>A legal value that the column's lake type cannot hold: its nearest value where the policy wants that, else null.</summary>
    internal T? Handle<T>(in FieldBlock block, int index, Loss<T> loss)
        where T : unmanaged =>
        Losses.Handle(loss.Kind, loss.Nearest is not null, loss.Problem, loss.Hint, block.RowNumber(index)) ? loss.Nearest : null;
}
