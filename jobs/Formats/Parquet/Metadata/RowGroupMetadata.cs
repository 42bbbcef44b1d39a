using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Metadata;

/// <summary>A RowGroup: the chunks of all leaf columns for the same rows, in the order of the schema.</summary>
internal sealed class RowGroupMetadata(IReadOnlyList<ChunkMetadata> chunks, long rows, int ordinal)
{
    public IReadOnlyList<ChunkMetadata> Chunks { get; } = chunks;

    public long Rows { get; } = rows;

    /// <summary>0-based number of the row group in its file.</summary>
    public int Ordinal { get; } = ordinal;

    public long UncompressedBytes => Chunks.Sum(c => c.UncompressedBytes);

    public long CompressedBytes => Chunks.Sum(c => c.CompressedBytes);

    public void Write(ref CompactWriter writer)
    {
        writer.BeginStruct();
        writer.List(1, CompactType.Struct, Chunks.Count);
        foreach (var chunk in Chunks) chunk.Write(ref writer);
        writer.I64(2, UncompressedBytes);
        writer.I64(3, Rows);
        writer.I64(5, Chunks[0].Start);
        writer.I64(6, CompressedBytes);
        // The field has 16 bits; a file with more row groups leaves it out where it does not fit.
        if (Ordinal <= short.MaxValue) writer.I16(7, (short)Ordinal);
        writer.EndStruct();
    }
}
