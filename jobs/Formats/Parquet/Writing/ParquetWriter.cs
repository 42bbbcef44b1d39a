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
internal sealed class ParquetWriter : BatchWriter
{
    // Between row groups the buffer shrinks back to this, should one giant value have made it larger.
    private const int KeptBytes = 96 << 20;

    private readonly ParquetSchema _schema;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _metadata;
    private readonly Codec _codec;
    private readonly GrowingBuffer _rowGroup = new();
    private readonly GrowingBuffer _page = new();
    private readonly ChunkWriter[] _columns;
    private readonly ReadBack? _readBack;
    private readonly List<RowGroupMetadata> _rowGroups = [];
    private readonly List<EncodedChunk> _chunks = [];

    /// <exception cref="PlatformException">A column or an option cannot be written (78).</exception>
    public ParquetWriter(
        Stream output,
        IReadOnlyList<Field> fields,
        WriterOptions options,
        IReadOnlyList<KeyValuePair<string, string>> metadata,
        Action<ColumnBatch>? readBack = null)
        : base(output, fields)
    {
        OptionRules.Check("Parquet", options);
        _schema = ParquetSchema.Of(fields);
        _metadata = metadata;
        _codec = Codec.Create(options.Compression, options.CompressionLevel);
        var codec = CodecOf(options.Compression);
        var builder = new DictionaryBuilder();
        var sink = new PageSink(_codec, _rowGroup);
        _columns = [.. _schema.Leaves.Select(leaf => new ChunkWriter(leaf, options, codec, sink, _page, builder))];
        _readBack = readBack is null ? null : new ReadBack(_schema, options, readBack);
    }

    protected override void WriteStart() => Emit("PAR1"u8);

    /// <summary>One batch is one row group, which leaves when it is whole and, where that is asked for, has been read again.</summary>
    protected override void WriteRows(ColumnBatch batch)
    {
        var chunks = new EncodedChunk[_columns.Length];
        for (var i = 0; i < _columns.Length; i++) chunks[i] = _columns[i].Write(batch.Columns[_schema.Leaves[i].FieldIndex], Position);
        var rowGroup = new RowGroupMetadata([.. chunks.Select(c => c.Metadata)], batch.RowCount, _rowGroups.Count);
        _readBack?.Run(rowGroup, _rowGroup.WrittenMemory, Position);
        Emit(_rowGroup.Written);
        _rowGroup.Clear();
        _rowGroup.TrimTo(KeptBytes);
        _page.Clear();
        _page.TrimTo(KeptBytes);
        _rowGroups.Add(rowGroup);
        _chunks.AddRange(chunks);
    }

    protected override void WriteEnd()
    {
        _page.Clear();
        PageIndexWriter.Write(_page, Position, _chunks);
        Emit(_page.Written);
        WriteFooter();
    }

    protected override void Dispose(bool disposing)
    {
        _codec.Dispose();
        _readBack?.Dispose();
    }

    /// <summary>Encoders take texts and dictionaries where they lie.</summary>
    protected override void Prepare(Column column)
    {
    }

    private void WriteFooter()
    {
        _page.Clear();
        var footer = new FileMetadata
        {
            Schema = _schema.Elements,
            Rows = Rows,
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

    private static CompressionCodec CodecOf(Compression method) => method switch
    {
        Compression.Zstd => CompressionCodec.Zstd,
        Compression.Gzip => CompressionCodec.Gzip,
        Compression.Snappy => CompressionCodec.Snappy,
        _ => CompressionCodec.Uncompressed,
    };
}
