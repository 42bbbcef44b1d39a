using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Metadata;

/// <summary>SizeStatistics: what a reader needs to size its buffers before it decodes.</summary>
internal sealed class SizeStatistics
{
    /// <summary>Bytes of BYTE_ARRAY values without their lengths; null for other types.</summary>
    public long? UnencodedBytes { get; init; }

    /// <summary>How often each repetition level occurs; empty where the maximum is 0.</summary>
    public IReadOnlyList<long> RepetitionLevels { get; init; } = [];

    /// <summary>How often each definition level occurs; empty where the maximum is 0, or 1 (the null count says it).</summary>
    public IReadOnlyList<long> DefinitionLevels { get; init; } = [];

    public void Write(ref CompactWriter writer, short id)
    {
        if (UnencodedBytes is null && RepetitionLevels.Count == 0 && DefinitionLevels.Count == 0) return;
        writer.BeginStruct(id);
        if (UnencodedBytes is { } bytes) writer.I64(1, bytes);
        WriteHistogram(ref writer, 2, RepetitionLevels);
        WriteHistogram(ref writer, 3, DefinitionLevels);
        writer.EndStruct();
    }

    private static void WriteHistogram(ref CompactWriter writer, short id, IReadOnlyList<long> histogram)
    {
        if (histogram.Count == 0) return;
        writer.List(id, CompactType.I64, histogram.Count);
        foreach (var count in histogram) writer.ZigZag(count);
    }
}
