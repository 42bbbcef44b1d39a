using Platform.Formats.Memory;
using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Metadata;

/// <summary>One data page as the page index tells of it.</summary>
/// <param name="Offset">Offset of the page's header in the file.</param>
/// <param name="Bytes">Compressed bytes, header included.</param>
/// <param name="FirstRow">0-based index in the row group of the page's first row.</param>
/// <param name="Nulls">Levels below the maximum definition level.</param>
/// <param name="IsNull">Whether the page has no value at all; then it has no bounds.</param>
/// <param name="Min">Lower bound; null for a page without values, or where it cannot be told.</param>
/// <param name="Max">Upper bound, likewise.</param>
/// <param name="UnencodedBytes">Bytes of BYTE_ARRAY values without their lengths.</param>
internal readonly record struct PageEntry(long Offset, int Bytes, long FirstRow, long Nulls, bool IsNull, byte[]? Min, byte[]? Max, long UnencodedBytes);

/// <summary>ColumnIndex and OffsetIndex of one column chunk.</summary>
internal static class PageIndex
{
    public static void WriteOffsets(GrowingBuffer output, IReadOnlyList<PageEntry> pages, bool unencodedBytes)
    {
        var writer = new CompactWriter(output);
        writer.BeginStruct();
        writer.List(1, CompactType.Struct, pages.Count);
        foreach (var page in pages)
        {
            writer.BeginStruct();
            writer.I64(1, page.Offset);
            writer.I32(2, page.Bytes);
            writer.I64(3, page.FirstRow);
            writer.EndStruct();
        }

        if (unencodedBytes)
        {
            writer.List(2, CompactType.I64, pages.Count);
            foreach (var page in pages) writer.ZigZag(page.UnencodedBytes);
        }

        writer.EndStruct();
    }

    public static void WriteColumns(GrowingBuffer output, IReadOnlyList<PageEntry> pages, BoundaryOrder order)
    {
        var writer = new CompactWriter(output);
        writer.BeginStruct();
        writer.List(1, CompactType.True, pages.Count);
        foreach (var page in pages) writer.Bool(page.IsNull);
        writer.List(2, CompactType.Binary, pages.Count);
        foreach (var page in pages) writer.Binary(page.Min);
        writer.List(3, CompactType.Binary, pages.Count);
        foreach (var page in pages) writer.Binary(page.Max);
        writer.I32(4, (int)order);
        writer.List(5, CompactType.I64, pages.Count);
        foreach (var page in pages) writer.ZigZag(page.Nulls);
        writer.EndStruct();
    }
}
