using Platform.Columns.Batches;
using Platform.Formats.Memory;

namespace Platform.Formats.Text;

/// <summary>Writes rows of a text format.</summary>
internal abstract class RowWriter
{
    /// <summary>The format's name, as messages begin.</summary>
    public abstract string Name { get; }

    /// <summary>The column that is being written.</summary>
    public abstract int ColumnIndex { get; }

    /// <summary>Writes what stands before the first row.</summary>
    public virtual void WriteHeader(GrowingBuffer output)
    {
    }

    /// <summary>Writes a row and its end.</summary>
    /// <exception cref="UnwritableValueException">The format cannot say a value.</exception>
    public abstract void Write(IReadOnlyList<Column> columns, int row, GrowingBuffer output);
}
