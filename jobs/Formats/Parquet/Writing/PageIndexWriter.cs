using Platform.Formats.Memory;
using Platform.Formats.Parquet.Metadata;

namespace Platform.Formats.Parquet.Writing;

/// <summary>Writes the page index of all row groups: first every column index, then every offset index, as parquet-mr orders them.</summary>
internal static class PageIndexWriter
{
    /// <summary>Appends to <paramref name="output"/>, whose first byte is at <paramref name="offset"/> in the file, and notes the places in the chunks.</summary>
    public static void Write(GrowingBuffer output, long offset, IReadOnlyList<EncodedChunk> chunks)
    {
        foreach (var chunk in chunks)
        {
            if (!chunk.HasColumnIndex) continue;
            var start = output.Length;
            PageIndex.WriteColumns(output, chunk.Pages, BoundOrder.Of(chunk.Leaf, chunk.Pages));
            chunk.Metadata.ColumnIndexOffset = offset + start;
            chunk.Metadata.ColumnIndexLength = output.Length - start;
        }

        foreach (var chunk in chunks)
        {
            var start = output.Length;
            PageIndex.WriteOffsets(output, chunk.Pages, chunk.Leaf.Physical == PhysicalType.ByteArray);
            chunk.Metadata.OffsetIndexOffset = offset + start;
            chunk.Metadata.OffsetIndexLength = output.Length - start;
        }
    }
}
