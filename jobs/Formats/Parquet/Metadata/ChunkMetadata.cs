using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Metadata;

/// <summary>A ColumnChunk with its ColumnMetaData: the pages of one column in one row group. Offsets are from the start of the file.</summary>
internal sealed class ChunkMetadata
{
    public required PhysicalType Physical { get; init; }

    public required IReadOnlyList<string> Path { get; init; }

    public required CompressionCodec Codec { get; init; }

    /// <summary>Levels in all data pages: rows for a flat column; elements, empty and null lists for a list.</summary>
    public long Values { get; set; }

    /// <summary>Page headers and uncompressed pages.</summary>
    public long UncompressedBytes { get; set; }

    /// <summary>Page headers and compressed pages: the length of the chunk in the file.</summary>
    public long CompressedBytes { get; set; }

    public long DataPageOffset { get; set; }

    public long? DictionaryPageOffset { get; set; }

    public int DataPages { get; set; }

    public ValueStatistics Statistics { get; set; } = new();

    public SizeStatistics Sizes { get; set; } = new();

    public long? OffsetIndexOffset { get; set; }

    public int OffsetIndexLength { get; set; }

    public long? ColumnIndexOffset { get; set; }

    public int ColumnIndexLength { get; set; }

    /// <summary>The first byte of the chunk in the file.</summary>
    public long Start => DictionaryPageOffset ?? DataPageOffset;

    public void Write(ref CompactWriter writer)
    {
        writer.BeginStruct();
        // file_offset is deprecated and, as the specification asks of writers, 0.
        writer.I64(2, 0);
        WriteMetadata(ref writer);
        if (OffsetIndexOffset is { } offsetIndex)
        {
            writer.I64(4, offsetIndex);
            writer.I32(5, OffsetIndexLength);
        }

        if (ColumnIndexOffset is { } columnIndex)
        {
            writer.I64(6, columnIndex);
            writer.I32(7, ColumnIndexLength);
        }

        writer.EndStruct();
    }

    private void WriteMetadata(ref CompactWriter writer)
    {
        var dictionary = DictionaryPageOffset is not null;
        writer.BeginStruct(3);
        writer.I32(1, (int)Physical);
        writer.List(2, CompactType.I32, dictionary ? 3 : 2);
        writer.ZigZag((int)PageEncoding.Plain);
        writer.ZigZag((int)PageEncoding.Rle);
        if (dictionary) writer.ZigZag((int)PageEncoding.RleDictionary);
        writer.List(3, CompactType.Binary, Path.Count);
        foreach (var name in Path) writer.Text(name);
        writer.I32(4, (int)Codec);
        writer.I64(5, Values);
        writer.I64(6, UncompressedBytes);
        writer.I64(7, CompressedBytes);
        writer.I64(9, DataPageOffset);
        if (DictionaryPageOffset is { } offset) writer.I64(11, offset);
        Statistics.Write(ref writer, 12);
        WriteEncodingStats(ref writer, dictionary);
        Sizes.Write(ref writer, 16);
        writer.EndStruct();
    }

    /// <summary>PageEncodingStats: readers that see data pages of RLE_DICTIONARY only may filter by the dictionary.</summary>
    private void WriteEncodingStats(ref CompactWriter writer, bool dictionary)
    {
        writer.List(13, CompactType.Struct, dictionary ? 2 : 1);
        if (dictionary) WriteEncodingStat(ref writer, PageType.Dictionary, PageEncoding.Plain, 1);
        WriteEncodingStat(ref writer, PageType.Data, dictionary ? PageEncoding.RleDictionary : PageEncoding.Plain, DataPages);
    }

    private static void WriteEncodingStat(ref CompactWriter writer, PageType page, PageEncoding encoding, int count)
    {
        writer.BeginStruct();
        writer.I32(1, (int)page);
        writer.I32(2, (int)encoding);
        writer.I32(3, count);
        writer.EndStruct();
    }
}
