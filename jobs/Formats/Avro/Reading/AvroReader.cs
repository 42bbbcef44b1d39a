using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Registry.Failures;

namespace Platform.Formats.Avro.Reading;

/// <summary>
/// Reads Avro object container files: all that is written here, and those of other writers as far as the lake's types go. Memory is one block
/// (<see cref="ReaderOptions.MaxPageBytes"/> at most) and one batch. Damage is noticed by checksums in blocks of zstandard and snappy; in
/// those of deflate and null, which have none, as far as lengths, markers and types tell.
/// </summary>
public sealed class AvroReader : IFileReader
{
    internal const string Name = "Avro";

    private readonly AvroSource _source = new();
    private readonly FileHeader _header;
    private readonly BlockCursor _cursor;
    private readonly ColumnBatch _batch;

    private AvroReader(Stream stream, ReaderOptions options)
    {
        _source.Begin(stream);
        _header = HeaderReader.Read(_source, options.MaxFooterBytes);
        _cursor = new BlockCursor(_header, options);
        _batch = new ColumnBatch(_cursor.Fields);
    }

    public IReadOnlyList<Field> Fields => _cursor.Fields;

    public IReadOnlyList<KeyValuePair<string, string>> Metadata => _header.Metadata;

    /// <summary>Reads the header of a stream, which need not seek.</summary>
    /// <exception cref="PlatformException">The file is corrupt or holds what is not supported (65).</exception>
    public static AvroReader Open(Stream stream, ReaderOptions? options = null) => new(stream, options ?? ReaderOptions.Default);

    /// <summary>All rows in order, once: the stream is read front to back.</summary>
    /// <exception cref="PlatformException">The file is corrupt (65).</exception>
    public IEnumerable<ColumnBatch> Read()
    {
        long rows = 0;
        while (!_source.AtEnd())
        {
            _cursor.Begin(_source, rows);
            while (_cursor.Next(_batch))
            {
                rows += _batch.RowCount;
                yield return _batch;
            }
        }
    }

    public void Dispose() => _cursor.Dispose();
}
