using Platform.Formats.Codecs;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Writing;

/// <summary>Appends pages to a row group's bytes: header, checksum and compressed content.</summary>
internal sealed class PageSink(Codec codec, GrowingBuffer output)
{
    // A header without statistics takes at most 50 bytes: six 32-bit varints of 5 bytes, field headers, stops.
    private const int HeaderRoom = 64;

    private readonly GrowingBuffer _header = new(HeaderRoom);

    /// <summary>Bytes of the row group so far.</summary>
    public int Position => output.Length;

    /// <summary>Uncompressed bytes of all pages since <see cref="BeginChunk"/>, headers included.</summary>
    public long UncompressedBytes { get; private set; }

    public void BeginChunk() => UncompressedBytes = 0;

    /// <summary>Appends a page; returns its bytes in the file, header included.</summary>
    public int Append(PageType type, PageEncoding encoding, int values, ReadOnlySpan<byte> content)
    {
        var room = output.Reserve(checked(HeaderRoom + codec.MaxCompressedLength(content.Length)));
        var compressed = codec.Compress(content, room[HeaderRoom..]);
        var page = room.Slice(HeaderRoom, compressed);
        var header = new PageHeader
        {
            Type = type,
            Encoding = encoding,
            Values = values,
            UncompressedBytes = content.Length,
            CompressedBytes = compressed,
            Crc = Crc32.Compute(page),
            HasCrc = true,
        };
        _header.Clear();
        var writer = new CompactWriter(_header);
        header.Write(ref writer);
        _header.Written.CopyTo(room);
        page.CopyTo(room[_header.Length..]);
        output.Advance(_header.Length + compressed);
        UncompressedBytes += _header.Length + content.Length;
        return _header.Length + compressed;
    }
}
