using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Reading;

/// <summary>Reads RowGroup, ColumnChunk and ColumnMetaData.</summary>
internal static class RowGroupReader
{
    public static RowGroupMetadata Read(ref CompactReader reader, int ordinal)
    {
        List<ChunkMetadata> chunks = [];
        long rows = -1;
        var at = reader.Offset;
        var id = reader.BeginStruct();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    var count = reader.List(type, CompactType.Struct);
                    for (var i = 0; i < count; i++) chunks.Add(ReadChunk(ref reader));
                    break;
                case 3:
                    rows = reader.I64(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (rows < 0 || rows > int.MaxValue) Corruption.Throw($"row group {ordinal} says it has {rows} rows", at);
        return new RowGroupMetadata(chunks, rows, ordinal);
    }

    private static ChunkMetadata ReadChunk(ref CompactReader reader)
    {
        ChunkMetadata? metadata = null;
        var at = reader.Offset;
        long? offsetIndex = null, columnIndex = null;
        var (offsetIndexLength, columnIndexLength) = (0, 0);
        var id = reader.BeginStruct();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    throw Corruption.NotSupported("a column chunk lies in another file", reader.Offset);
                case 3:
                    metadata = ReadMetadata(ref reader, type);
                    break;
                case 4:
                    offsetIndex = reader.I64(type);
                    break;
                case 5:
                    offsetIndexLength = reader.I32(type);
                    break;
                case 6:
                    columnIndex = reader.I64(type);
                    break;
                case 7:
                    columnIndexLength = reader.I32(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (metadata is null) throw Corruption.Of("a column chunk has no metadata", at);
        (metadata.OffsetIndexOffset, metadata.OffsetIndexLength) = (offsetIndex, offsetIndexLength);
        (metadata.ColumnIndexOffset, metadata.ColumnIndexLength) = (columnIndex, columnIndexLength);
        return metadata;
    }

    private static ChunkMetadata ReadMetadata(ref CompactReader reader, CompactType chunkType)
    {
        var (physical, codec) = (-1, -1);
        List<string> path = [];
        long values = -1, uncompressed = -1, compressed = -1, dataOffset = -1;
        long? dictionaryOffset = null;
        var statistics = new ValueStatistics();
        var at = reader.Offset;
        var id = reader.Struct(chunkType);
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    physical = reader.I32(type);
                    break;
                case 3:
                    var names = reader.List(type, CompactType.Binary);
                    for (var i = 0; i < names; i++) path.Add(reader.ListText());
                    break;
                case 4:
                    codec = reader.I32(type);
                    break;
                case 5:
                    values = reader.I64(type);
                    break;
                case 6:
                    uncompressed = reader.I64(type);
                    break;
                case 7:
                    compressed = reader.I64(type);
                    break;
                case 9:
                    dataOffset = reader.I64(type);
                    break;
                case 11:
                    dictionaryOffset = reader.I64(type);
                    break;
                case 12:
                    statistics = StatisticsReader.Read(ref reader, type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (values < 0 || uncompressed < 0 || compressed < 0 || dataOffset < 0 || dictionaryOffset < 0 || physical is < 0 or > 7)
            Corruption.Throw("a column chunk lacks a size, an offset or its type, or has a negative one", at);
        if (codec is not (0 or 1 or 2 or 6)) throw Corruption.NotSupported($"compression codec {codec} is not known", at, path.FirstOrDefault());
        return new ChunkMetadata
        {
            Physical = (PhysicalType)physical,
            Path = path,
            Codec = (CompressionCodec)codec,
            Values = values,
            UncompressedBytes = uncompressed,
            CompressedBytes = compressed,
            DataPageOffset = dataOffset,
            // Old writers put 0 where they mean that there is none.
            DictionaryPageOffset = dictionaryOffset is > 0 && dictionaryOffset < dataOffset ? dictionaryOffset : null,
            Statistics = statistics,
        };
    }
}
