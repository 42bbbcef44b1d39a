using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;
using Platform.Formats.Parquet.Writing;
using Platform.Registry.Failures;

namespace Platform.Formats.Parquet.Reading;

/// <summary>
/// Reads Parquet: all that <see cref="ParquetWriter"/> writes, and flat columns and lists of other writers in pages of either
/// version: PLAIN, by dictionary, DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY, BYTE_STREAM_SPLIT; decimals of any length, INT96. A damaged file ends in a <see cref="PlatformException"/> (65, kind corrupt-file) with column and offset; memory stays within
/// <see cref="ReaderOptions"/> and what the file's size allows. Not safe for two threads at once. The stream belongs to the caller.
/// </summary>
public sealed class ParquetReader : IFileReader
{
    private readonly IFileBytes _file;
    private readonly FileMetadata _metadata;
    private readonly ParquetSchema _schema;
    private readonly RowGroupCursor _cursor;
    private readonly bool _ours;
    private ColumnBatch? _batch;

    private ParquetReader(IFileBytes file, ReaderOptions options)
    {
        _file = file;
        _metadata = FileBounds.ReadFooter(file, options, out var footerOffset);
        _schema = SchemaReader.Read(_metadata.Schema, footerOffset);
        FileBounds.Check(_metadata, _schema, footerOffset);
        _ours = _metadata.CreatedBy is { } by && Producer.IsOurs(by);
        _cursor = new RowGroupCursor(_schema, options);
        RowGroups = [.. _metadata.RowGroups.Select(Describe)];
    }

    public IReadOnlyList<Field> Fields => _schema.Fields;

    public long RowCount => _metadata.Rows;

    public IReadOnlyList<RowGroupInfo> RowGroups { get; }

    /// <summary>Key-value pairs of the footer, in its order; a key may occur twice in files of other writers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata => _metadata.KeyValues;

    /// <summary>Who wrote the file, in its own words.</summary>
    public string? CreatedBy => _metadata.CreatedBy;

    /// <summary>Reads the footer of a seekable stream.</summary>
    /// <exception cref="PlatformException">The file is corrupt or holds what is not supported (65).</exception>
    public static ParquetReader Open(Stream stream, ReaderOptions? options = null) => new(new StreamFile(stream), options ?? ReaderOptions.Default);

    /// <inheritdoc cref="Open(Stream, ReaderOptions?)"/>
    public static ParquetReader Open(ReadOnlyMemory<byte> file, ReaderOptions? options = null) => new(new MemoryFile(file), options ?? ReaderOptions.Default);

    /// <summary>All rows in order. The batch is reused: what is needed of it is taken before the next.</summary>
    /// <exception cref="PlatformException">The file is corrupt or holds what is not supported (65).</exception>
    public IEnumerable<ColumnBatch> Read()
    {
        for (var i = 0; i < RowGroups.Count; i++)
        {
            foreach (var batch in Read(i)) yield return batch;
        }
    }

    /// <summary>The rows of one row group (0-based), in batches as <see cref="Read()"/> gives them.</summary>
    public IEnumerable<ColumnBatch> Read(int rowGroup)
    {
        _batch ??= new ColumnBatch(Fields);
        _cursor.Begin(_metadata.RowGroups[rowGroup], (chunk, i) => _file.Read(chunk.Start, (int)chunk.CompressedBytes, i + 1), _ours);
        while (_cursor.Next(_batch)) yield return _batch;
    }

    public void Dispose() => _cursor.Dispose();

    private static RowGroupInfo Describe(RowGroupMetadata group) => new(group.Rows, [.. group.Chunks.Select(c =>
        new ColumnChunkInfo(c.Path[0], c.Values, c.CompressedBytes, c.UncompressedBytes, c.DictionaryPageOffset is not null, c.Statistics))]);
}
