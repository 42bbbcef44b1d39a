using Platform.Formats.Codecs;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>Walks the pages of a chunk: header, checksum, decompression. A page's bytes stay valid until the next is read.</summary>
internal sealed class PageReader(Leaf leaf, ReaderOptions options, BufferPool buffers, CodecSet codecs)
{
    private ReadOnlyMemory<byte> _chunk;
    private long _offset;
    private long _uncompressedLeft;
    private Codec? _codec;
    private bool _needsChecksum;
    private byte[]? _lent;

    /// <summary>Header of the page that was read last.</summary>
    public PageHeader Header { get; private set; }

    /// <summary>Content of the page that was read last, decompressed; of a version 2 page without its levels.</summary>
    public ReadOnlyMemory<byte> Content { get; private set; }

    /// <summary>Repetition and definition levels of a version 2 page.</summary>
    public PageLevels Levels { get; private set; }

    /// <summary>Where the page that was read last begins in the file.</summary>
    public long PageOffset { get; private set; }

    /// <param name="chunk">Exactly the chunk's bytes.</param>
    /// <param name="metadata">What the footer says of it.</param>
    /// <param name="needsChecksum">Whether a page without checksum is refused.</param>
    public void Begin(ReadOnlyMemory<byte> chunk, ChunkMetadata metadata, bool needsChecksum)
    {
        Release();
        (_chunk, _offset, _uncompressedLeft, _needsChecksum) = (chunk, metadata.Start, metadata.UncompressedBytes, needsChecksum);
        _codec = codecs.Of(metadata.Codec);
    }

    /// <summary>Reads the next data or dictionary page; false at the chunk's end.</summary>
    public bool Next()
    {
        Release();
        while (_chunk.Length > 0)
        {
            PageOffset = _offset;
            Header = PageHeaderReader.Read(_chunk.Span, _offset, out var length);
            var header = Header;
            if (header.CompressedBytes < 0 || header.CompressedBytes > _chunk.Length - length)
                Fail($"a page of {header.CompressedBytes} bytes, of which {_chunk.Length - length} are in the column chunk");
            var page = _chunk.Slice(length, header.CompressedBytes);
            _chunk = _chunk[(length + page.Length)..];
            _offset += length + page.Length;
            _uncompressedLeft -= length;
            if (header.Type == PageType.Index) continue;
            if (header.Type is not (PageType.Data or PageType.DataV2 or PageType.Dictionary))
                throw Corruption.NotSupported($"page type {(int)header.Type} is not known", PageOffset, leaf.Field.Name);
            Open(page, header);
            return true;
        }

        return false;
    }

    /// <summary>Gives the page's buffer to the next column; its content must not be used any more.</summary>
    public void Release()
    {
        (Content, Levels) = (default, default);
        if (_lent is not null) buffers.Return(_lent);
        _lent = null;
    }

    private void Open(ReadOnlyMemory<byte> page, in PageHeader header)
    {
        if (header.Values < 0 || header.Values > options.MaxPageValues) Fail($"a page of {header.Values} values; at most {options.MaxPageValues} are read");
        // The chunk says what its pages have together, so that a header cannot ask for memory that the footer did not announce.
        if (header.UncompressedBytes < 0 || header.UncompressedBytes > _uncompressedLeft || header.UncompressedBytes > options.MaxPageBytes)
            Fail($"a page of {header.UncompressedBytes} uncompressed bytes; {Math.Min(_uncompressedLeft, options.MaxPageBytes)} were left");
        _uncompressedLeft -= header.UncompressedBytes;
        if (options.VerifyChecksums)
        {
            if (header.HasCrc && Crc32.Compute(page.Span) != header.Crc) Fail("a page's checksum does not match its content");
            if (!header.HasCrc && _needsChecksum) Fail("a page has lost its checksum");
        }

        var bytes = header.UncompressedBytes;
        if (header.Type == PageType.DataV2)
        {
            Levels = PageLevels.Take(ref page, header) ?? throw Corruption.Of("a page is shorter than its levels", PageOffset, leaf.Field.Name);
            bytes -= Levels.Length;
            if (bytes < 0) Fail("a page is shorter than its levels");
        }

        // A version 2 page of nulls has no values, and some writers compress them to nothing.
        if (_codec is null || header.IsUncompressed || (bytes == 0 && page.Length == 0))
        {
            if (page.Length != bytes) Fail($"an uncompressed page of {page.Length} bytes that should have {bytes}");
            Content = page;
            return;
        }

        _lent = buffers.Rent(bytes);
        if (!_codec.TryDecompress(page.Span, _lent.AsSpan(0, bytes))) Fail("a page does not decompress to its size");
        Content = _lent.AsMemory(0, bytes);
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private void Fail(string what) => Corruption.Throw(what, PageOffset, leaf.Field.Name);
}
