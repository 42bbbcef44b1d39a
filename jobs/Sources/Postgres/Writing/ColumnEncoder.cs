using Platform.Columns.Batches;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Sources.Postgres.Writing;

/// <summary>
/// Writes one column's values of a block of rows as fields of COPY BINARY, an int32 length and the bytes each. Rows lie behind one another on the
/// wire, columns in memory: a block is measured column by column, which gives every row its place, and then written column by column.
/// </summary>
/// <param name="write">The column.</param>
/// <param name="subject">Target and table, for messages.</param>
internal abstract class ColumnEncoder(ColumnWrite write, CopySubject subject)
{
    /// <summary>The length of a null, and of nothing else.</summary>
    protected const int NullLength = -1;

    /// <summary>Bytes of the length before each field.</summary>
    protected const int LengthBytes = 4;

    protected ColumnWrite Column { get; } = write;

    /// <summary>Adds the bytes of each field, its length included, to <paramref name="sizes"/>; slot i is row <paramref name="from"/> + i.</summary>
    /// <exception cref="Registry.Failures.PlatformException">Data: a value that the target's type cannot hold.</exception>
    public abstract void Measure(Column source, int from, Span<long> sizes);

    /// <summary>
    /// Writes each field at its cursor and moves the cursor behind it. Called after <see cref="Measure"/> for the same first row, for as many rows or
    /// fewer; every cursor has room for what was measured.
    /// </summary>
    public abstract void Encode(Column source, int from, Span<byte> buffer, Span<int> cursors);

    /// <summary>A value that the target's type cannot hold.</summary>
    /// <param name="row">0-based in the batch.</param>
    /// <param name="problem">What is wrong with it, without the value.</param>
    protected Exception Refused(int row, string problem) => EncodeFailures.Refused(subject, Column, row + 1, problem);
}
