using System.Buffers.Binary;
using Platform.Columns.Batches;
using Platform.Columns.Dictionaries;
using Platform.Formats.Codecs;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;
using Platform.Formats.Parquet.Thrift;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Formats.Parquet.Writing;

/// <summary>Writes Parquet: version 1 data pages, PLAIN or RLE_DICTIONARY, statistics, page index, checksums.</summary>
public sealed class ParquetWriter : IFileWriter
{
    // Between row groups the buffer shrinks back to this, should one giant value have made it larger.
    private const int KeptBytes = 96 << 20;

#pragma warning disable CA2213 // The stream belongs to the caller (IFileWriter).
    private readonly Stream _output;
#pragma warning restore CA2213
    private readonly ParquetSchema _schema;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _metadata;
    private readonly Codec _codec;
    private readonly GrowingBuffer _rowGroup = new();
    private readonly GrowingBuffer _page = new();
    private readonly ChunkWriter[] _columns;
    private readonly ReadBack? _readBack;
    private readonly List<RowGroupMetadata> _rowGroups = [];
    private readonly List<EncodedChunk> _chunks = [];
    private long _position;
    private long _rows;
    private bool _ended;

    /// <exception cref="PlatformException">A column or an option cannot be written (78).</exception>
    public ParquetWriter(
        Stream output,
        IReadOnlyList<Field> fields,
        WriterOptions options,
        IReadOnlyList<KeyValuePair<string, string>> metadata,
        Action<ColumnBatch>? readBack = null)
    {
        OptionRules.Check("Parquet", options);
        _output = output;
        _schema = ParquetSchema.Of(fields);
        _metadata = metadata;
        _codec = Codec.Create(options.Compression, options.CompressionLevel);
        var codec = CodecOf(options.Compression);
        var builder = new DictionaryBuilder();
        var sink = new PageSink(_codec, _rowGroup);
        _columns = [.. _schema.Leaves.Select(leaf => new ChunkWriter(leaf, options, codec, sink, _page, builder))];
        _readBack = readBack is null ? null : new ReadBack(_schema, options, readBack);
    }

    public void Write(ColumnBatch batch)
    {
        RequireOpen();
        RequireSameFields(batch);
        if (batch.RowCount == 0) return;
        // Whatever fails from here on leaves half a row group; only a writer that came back is written to again.
        _ended = true;
        if (_position == 0) Emit("PAR1"u8);
        var chunks = Encode(batch);
        var rowGroup = new RowGroupMetadata([.. chunks.Select(c => c.Metadata)], batch.RowCount, _rowGroups.Count);
        _readBack?.Run(rowGroup, _rowGroup.WrittenMemory, _position);
        Emit(_rowGroup.Written);
        _rowGroup.Clear();
        _rowGroup.TrimTo(KeptBytes);
        _page.Clear();
        _page.TrimTo(KeptBytes);
        _rowGroups.Add(rowGroup);
        _chunks.AddRange(chunks);
        _rows += batch.RowCount;
        _ended = false;
    }

    public FileSummary Complete()
    {
        RequireOpen();
        _ended = true;
        if (_position == 0) Emit("PAR1"u8);
        _page.Clear();
        PageIndexWriter.Write(_page, _position, _chunks);
        Emit(_page.Written);
        WriteFooter();
        return new FileSummary(_position, _rows, _rowGroups.Count);
    }

    public void Dispose()
    {
        _codec.Dispose();
        _readBack?.Dispose();
    }

    private EncodedChunk[] Encode(ColumnBatch batch)
    {
        var chunks = new EncodedChunk[_columns.Length];
        for (var i = 0; i < _columns.Length; i++)
        {
            var column = batch.Columns[_schema.Leaves[i].FieldIndex];
            RequirePresent(column);
            chunks[i] = _columns[i].Write(column, _position);
        }

        return chunks;
    }

    private void WriteFooter()
    {
        _page.Clear();
        var footer = new FileMetadata
        {
            Schema = _schema.Elements,
            Rows = _rows,
            RowGroups = _rowGroups,
            KeyValues = [.. _metadata, new(FooterChecksum.Key, FooterChecksum.Placeholder)],
            CreatedBy = Producer.CreatedBy,
        };
        var writer = new CompactWriter(_page);
        footer.Write(ref writer);
        var bytes = _page.From(0);
        FooterChecksum.Put(bytes, FooterChecksum.Find(bytes));
        Span<byte> tail = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(tail, _page.Length);
        "PAR1"u8.CopyTo(tail[4..]);
        _page.Append(tail);
        Emit(_page.Written);
    }

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _position += bytes.Length;
    }

    private void RequireOpen()
    {
        if (_ended) throw new InvalidOperationException("The file is complete, or an earlier write failed: nothing can be written to it.");
    }

    private void RequireSameFields(ColumnBatch batch)
    {
        if (!batch.Fields.SequenceEqual(_schema.Fields)) throw new ArgumentException("The batch has other fields than the file.", nameof(batch));
    }

    private void RequirePresent(Column column)
    {
        if (column.Field.Nullable || column.NullCount == 0) return;
        var row = 0;
        while (column.Validity[row]) row++;
        throw new PlatformException(Stage.Encode, ExitCode.Data, "A null was read for a column that is declared not null.",
            "Set nullable: true for the column in the table's entry.")
        {
            Kind = "null-in-required-column",
            Column = column.Field.Name,
            RowNumber = _rows + row + 1,
        };
    }

    private static CompressionCodec CodecOf(Compression method) => method switch
    {
        Compression.Zstd => CompressionCodec.Zstd,
        Compression.Gzip => CompressionCodec.Gzip,
        Compression.Snappy => CompressionCodec.Snappy,
        _ => CompressionCodec.Uncompressed,
    };
}
