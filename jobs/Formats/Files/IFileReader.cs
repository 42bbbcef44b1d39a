using Platform.Columns.Batches;

namespace Platform.Formats.Files;

/// <summary>
/// Reads a file back into batches of columns, front to back. A damaged file ends in a <see cref="Registry.Failures.PlatformException"/> (65, kind
/// corrupt-file) with column, row and offset where they are known. Not safe for two threads at once. The stream belongs to the caller.
/// </summary>
public interface IFileReader : IDisposable
{
    IReadOnlyList<Field> Fields { get; }

    /// <summary>Key-value pairs that the file holds about itself; none in formats that have no place for them.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Metadata { get; }

    /// <summary>All rows in order. The batch is reused: what is needed of it is taken before the next.</summary>
    /// <exception cref="Registry.Failures.PlatformException">The file is corrupt or holds what is not supported (65).</exception>
    IEnumerable<ColumnBatch> Read();
}
