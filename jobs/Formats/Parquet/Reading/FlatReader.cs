using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Encodings;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>A column that is no list: a level per row, and definition levels that are its validity.</summary>
internal sealed class FlatReader(Leaf leaf, ReaderOptions options, BufferPool buffers, CodecSet codecs) : ChunkReader(leaf, options, buffers, codecs)
{
    private ulong[] _pageBits = [];
    private ulong[] _bits = [];
    private int _rows;
    private int _next;
    private int _ones;

    public override void Begin(ReadOnlyMemory<byte> chunk, ChunkMetadata metadata, long rows, bool needsChecksum)
    {
        base.Begin(chunk, metadata, rows, needsChecksum);
        (_rows, _next) = (0, 0);
    }

    public override void Read(Column target, int rows)
    {
        var left = rows;
        while (left > 0)
        {
            if (_next == _rows) OpenPage();
            var take = Math.Min(left, _rows - _next);
            if (_ones == _rows)
            {
                Values.Read(Pages, target, default, take, take, rows);
            }
            else
            {
                var bits = Slice(_next, take, out var ones);
                Values.Read(Pages, target, bits, take, ones, rows);
            }

            _next += take;
            left -= take;
            if (_next == _rows) Pages.Release();
        }
    }

    private void OpenPage()
    {
        do
        {
            if (!NextDataPage()) Fail("a column chunk ends before its row group does");
        }
        while (Pages.Header.Values == 0);

        (_rows, _next) = (Pages.Header.Values, 0);
        var content = Pages.Content;
        _ones = _rows;
        if (Leaf.MaxDefinition > 0)
        {
            var levels = Pages.Levels.Definition.Span;
            if (Pages.Header.Type == PageType.Data && !PageLevels.TryTake(ref content, out levels)) Fail("definition levels do not fill their page");
            if (!HybridReader.TryReadBits(levels, _rows, ref _pageBits, out _ones)) Fail("definition levels do not fill their page");
        }

        Values.Begin(Pages, content, _ones);
    }

    /// <summary>The page's bits [from..from + count) moved to the front of words of their own.</summary>
    private ReadOnlySpan<ulong> Slice(int from, int count, out int ones)
    {
        var words = (count + 63) >> 6;
        if (_bits.Length < words) _bits = new ulong[words];
        for (var at = 0; at < count; at += 64) _bits[at >> 6] = BitRange.Word(_pageBits.AsSpan(0, (_rows + 63) >> 6), from + at, count - at);
        ones = BitRange.Ones(_bits, 0, count);
        return _bits.AsSpan(0, words);
    }
}
