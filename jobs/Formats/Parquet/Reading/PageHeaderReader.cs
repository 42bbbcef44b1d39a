using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Reading;

/// <summary>Reads PageHeader.</summary>
internal static class PageHeaderReader
{
    /// <summary>The header at the front of <paramref name="bytes"/>, and its length.</summary>
    public static PageHeader Read(ReadOnlySpan<byte> bytes, long offset, out int length)
    {
        var reader = new CompactReader(bytes, offset);
        var header = new PageHeader { Type = (PageType)(-1), UncompressedBytes = -1, CompressedBytes = -1, Values = -1, Encoding = (PageEncoding)(-1) };
        var id = reader.BeginStruct();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    header.Type = (PageType)reader.I32(type);
                    break;
                case 2:
                    header.UncompressedBytes = reader.I32(type);
                    break;
                case 3:
                    header.CompressedBytes = reader.I32(type);
                    break;
                case 4:
                    header.Crc = (uint)reader.I32(type);
                    header.HasCrc = true;
                    break;
                case 5 or 7:
                    ReadValues(ref reader, type, ref header);
                    break;
                case 8:
                    ReadVersion2(ref reader, type, ref header);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        length = reader.Position;
        return header;
    }

    private static void ReadVersion2(ref CompactReader reader, CompactType headerType, ref PageHeader header)
    {
        var id = reader.Struct(headerType);
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    header.Values = reader.I32(type);
                    break;
                case 4:
                    header.Encoding = (PageEncoding)reader.I32(type);
                    break;
                case 5:
                    header.DefinitionBytes = reader.I32(type);
                    break;
                case 6:
                    header.RepetitionBytes = reader.I32(type);
                    break;
                case 7:
                    header.IsUncompressed = !reader.Bool(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    /// <summary>DataPageHeader and DictionaryPageHeader begin alike; the levels of a data page are RLE or the page is refused.</summary>
    private static void ReadValues(ref CompactReader reader, CompactType headerType, ref PageHeader header)
    {
        var data = header.Type == PageType.Data;
        var id = reader.Struct(headerType);
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    header.Values = reader.I32(type);
                    break;
                case 2:
                    header.Encoding = (PageEncoding)reader.I32(type);
                    break;
                case 3 or 4 when data:
                    if (reader.I32(type) is var levels && levels != (int)PageEncoding.Rle)
                        throw Corruption.NotSupported($"a page has levels of encoding {levels}", reader.Offset);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }
}
