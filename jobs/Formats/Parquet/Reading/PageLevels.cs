using System.Buffers.Binary;
using Platform.Formats.Parquet.Encodings;
using Platform.Formats.Parquet.Metadata;

namespace Platform.Formats.Parquet.Reading;

/// <summary>The levels of a version 2 data page, whose lengths its header says; in a version 1 page each block of levels stands behind a length of its own.</summary>
internal readonly record struct PageLevels(ReadOnlyMemory<byte> Repetition, ReadOnlyMemory<byte> Definition)
{
    public int Length => Repetition.Length + Definition.Length;

    /// <summary>Takes the levels off the front of a version 2 page; null where it is too short.</summary>
    public static PageLevels? Take(ref ReadOnlyMemory<byte> page, in PageHeader header)
    {
        var (repetition, definition) = (header.RepetitionBytes, header.DefinitionBytes);
        if (repetition < 0 || definition < 0 || (long)repetition + definition > page.Length) return null;
        var levels = new PageLevels(page[..repetition], page.Slice(repetition, definition));
        page = page[levels.Length..];
        return levels;
    }

    /// <summary>The block behind its 4-byte length at the front of a version 1 page; <paramref name="page"/> then begins after it. False where the page is too short.</summary>
    public static bool TryTake(scoped ref ReadOnlyMemory<byte> page, out ReadOnlySpan<byte> levels)
    {
        levels = default;
        if (page.Length < 4) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(page.Span);
        if (length < 0 || length > page.Length - 4) return false;
        levels = page.Span.Slice(4, length);
        page = page[(4 + length)..];
        return true;
    }

    /// <summary>Reads a block of levels of at most <paramref name="max"/> until <paramref name="values"/> is full.</summary>
    public static bool TryRead(ReadOnlySpan<byte> block, int max, Span<int> values) =>
        HybridReader.TryRead(block, BitPacking.WidthOf(max), values) && !values.ContainsAnyExceptInRange(0, max);
}
