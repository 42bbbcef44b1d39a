using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Parquet.Metadata;
using Platform.Formats.Parquet.Schema;

namespace Platform.Formats.Parquet.Reading;

/// <summary>A column that its levels shape: a row begins at a repetition level of 0 and may go on in the next page (not in files of ours).</summary>
internal abstract class LevelReader(Leaf leaf, ReaderOptions options, BufferPool buffers, CodecSet codecs) : ChunkReader(leaf, options, buffers, codecs)
{
    private int[] _repetition = [];
    private int[] _definition = [];
    private ulong[] _slots = [];

    /// <summary>Levels of the page at hand.</summary>
    protected int Levels { get; private set; }

    /// <summary>The first of them that is not read yet.</summary>
    protected int Next { get; set; }

    /// <summary>The page's repetition levels; 0 where nothing repeats.</summary>
    protected ReadOnlySpan<int> Repetition => _repetition.AsSpan(0, Levels);

    /// <summary>The page's definition levels; 0 where nothing can be null or empty.</summary>
    protected ReadOnlySpan<int> Definition => _definition.AsSpan(0, Levels);

    public override void Begin(ReadOnlyMemory<byte> chunk, ChunkMetadata metadata, long rows, bool needsChecksum)
    {
        base.Begin(chunk, metadata, rows, needsChecksum);
        (Levels, Next) = (0, 0);
    }

    public override void End()
    {
        if (Next < Levels) Fail("a column chunk has more rows than its row group");
        base.End();
    }

    /// <summary>Bits for the validity of at most <paramref name="slots"/> of the page's slots, all 0.</summary>
    protected Span<ulong> ClearedBits(int slots)
    {
        var bits = _slots.AsSpan(0, (slots + 63) >> 6);
        bits.Clear();
        return bits;
    }

    /// <summary>Opens the chunk's next page that has levels; false at its end.</summary>
    protected bool OpenPage()
    {
        do
        {
            if (!NextDataPage()) return false;
        }
        while (Pages.Header.Values == 0);

        (Levels, Next) = (Pages.Header.Values, 0);
        if (Levels > _repetition.Length) Grow();
        var content = Pages.Content;
        if (!TryTake(ref content, Pages.Levels.Repetition.Span, Leaf.MaxRepetition, _repetition.AsSpan(0, Levels))) Fail("repetition levels do not fill their page");
        if (!TryTake(ref content, Pages.Levels.Definition.Span, Leaf.MaxDefinition, _definition.AsSpan(0, Levels))) Fail("definition levels do not fill their page");
        Values.Begin(Pages, content, Definition.Count(Leaf.MaxDefinition));
        return true;
    }

    /// <summary>Reads one kind of levels: off the front of a version 1 page, or from <paramref name="block"/>, a version 2 page's.</summary>
    private bool TryTake(ref ReadOnlyMemory<byte> content, ReadOnlySpan<byte> block, int max, Span<int> levels)
    {
        levels.Clear();
        if (max == 0) return true;
        return (Pages.Header.Type != PageType.Data || PageLevels.TryTake(ref content, out block)) && PageLevels.TryRead(block, max, levels);
    }

    private void Grow()
    {
        var size = Math.Max(Levels, _repetition.Length * 2);
        _repetition = new int[size];
        _definition = new int[size];
        _slots = new ulong[(size + 63) >> 6];
    }
}
