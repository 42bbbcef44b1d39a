using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Metadata;

/// <summary>A PageHeader with its DataPageHeader (version 1), DataPageHeaderV2 (read only) or DictionaryPageHeader.</summary>
internal struct PageHeader
{
    public PageType Type;

    public int UncompressedBytes;

    public int CompressedBytes;

    /// <summary>CRC-32 of the compressed page, header excluded; only with <see cref="HasCrc"/>.</summary>
    public uint Crc;

    public bool HasCrc;

    /// <summary>Levels of a data page, nulls included; entries of a dictionary page.</summary>
    public int Values;

    public PageEncoding Encoding;

    /// <summary>Bytes of the levels in front of a version 2 page's values, which are never compressed.</summary>
    public int RepetitionBytes;

    public int DefinitionBytes;

    /// <summary>Of a version 2 page: whether its values are as they are, whatever codec its chunk has.</summary>
    public bool IsUncompressed;

    public readonly void Write(ref CompactWriter writer)
    {
        writer.BeginStruct();
        writer.I32(1, (int)Type);
        writer.I32(2, UncompressedBytes);
        writer.I32(3, CompressedBytes);
        if (HasCrc) writer.I32(4, (int)Crc);
        if (Type == PageType.Dictionary)
        {
            writer.BeginStruct(7);
            writer.I32(1, Values);
            writer.I32(2, (int)Encoding);
            writer.EndStruct();
        }
        else
        {
            writer.BeginStruct(5);
            writer.I32(1, Values);
            writer.I32(2, (int)Encoding);
            writer.I32(3, (int)PageEncoding.Rle);
            writer.I32(4, (int)PageEncoding.Rle);
            writer.EndStruct();
        }

        writer.EndStruct();
    }
}
