using System.Buffers.Binary;
using Platform.Formats.Parquet.Encodings;

namespace Platform.Formats.Parquet.Reading;

/// <summary>Takes a block of levels off the front of a version 1 data page.</summary>
internal static class PageLevels
{
    /// <summary>The block behind its 4-byte length; <paramref name="page"/> then begins after it. False where the page is too short.</summary>
    public static bool TryTake(ref ReadOnlyMemory<byte> page, out ReadOnlySpan<byte> levels)
    {
        levels = default;
        if (page.Length < 4) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(page.Span);
        if (length < 0 || length > page.Length - 4) return false;
        levels = page.Span.Slice(4, length);
        page = page[(4 + length)..];
        return true;
    }

    /// <summary>Takes a block of levels of at most <paramref name="max"/> until <paramref name="values"/> is full.</summary>
    public static bool TryRead(ref ReadOnlyMemory<byte> page, int max, Span<int> values)
    {
        if (!TryTake(ref page, out var block) || !HybridReader.TryRead(block, BitPacking.WidthOf(max), values)) return false;
        return !values.ContainsAnyExceptInRange(0, max);
    }
}
