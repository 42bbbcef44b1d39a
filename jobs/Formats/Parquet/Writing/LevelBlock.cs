using System.Buffers.Binary;
using Platform.Formats.Memory;

namespace Platform.Formats.Parquet.Writing;

/// <summary>The levels of a version 1 data page: a 4-byte length and the hybrid encoding.</summary>
internal static class LevelBlock
{
    /// <summary>Leaves room for the length; <see cref="End"/> takes the returned position.</summary>
    public static int Begin(GrowingBuffer page)
    {
        page.Append([0, 0, 0, 0]);
        return page.Length;
    }

    public static void End(GrowingBuffer page, int start) =>
        BinaryPrimitives.WriteInt32LittleEndian(page.From(start - 4), page.Length - start);
}
