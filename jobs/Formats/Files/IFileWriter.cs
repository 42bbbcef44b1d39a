using Platform.Columns.Batches;

namespace Platform.Formats.Files;

/// <summary>
/// Writes batches of columns as one file to a stream, front to back: bytes already written are never touched again. Not safe for two
/// threads at once. The stream belongs to the caller, is never read, flushed or disposed here, and its errors pass through unchanged.
/// </summary>
public interface IFileWriter : IDisposable
{
    /// <summary>
    /// Writes the batch's rows: one row group of Parquet, whole blocks of Avro, whole pieces of a text file. Each of these is encoded in memory,
    /// decoded again where the writer was created with a read-back, and only then leaves. The batch may be cleared and filled anew on return. A
    /// batch without rows writes nothing.
    /// </summary>
    /// <exception cref="Registry.Failures.PlatformException">A value cannot be written (65) or a system library is missing (78).</exception>
    /// <exception cref="InvalidOperationException">The file is complete, or an earlier write failed.</exception>
    void Write(ColumnBatch batch);

    /// <summary>Ends the file: no row can be written after it. Called once; a file disposed without it is no file.</summary>
    FileSummary Complete();
}
