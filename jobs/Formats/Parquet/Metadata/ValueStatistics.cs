using Platform.Formats.Parquet.Thrift;

namespace Platform.Formats.Parquet.Metadata;

/// <summary>Statistics of a column chunk. Bounds are in the PLAIN encoding of their type, without the length of a BYTE_ARRAY.</summary>
public sealed record ValueStatistics
{
    public long? NullCount { get; init; }

    public long? DistinctCount { get; init; }

    /// <summary>No value is less; null where unknown or where there is no value.</summary>
    public ReadOnlyMemory<byte>? Min { get; init; }

    public ReadOnlyMemory<byte>? Max { get; init; }

    /// <summary>True where <see cref="Min"/> is a value of the column and not only a bound.</summary>
    public bool MinIsExact { get; init; }

    public bool MaxIsExact { get; init; }

    internal void Write(ref CompactWriter writer, short id)
    {
        writer.BeginStruct(id);
        if (NullCount is { } nulls) writer.I64(3, nulls);
        if (DistinctCount is { } distinct) writer.I64(4, distinct);
        if (Max is { } max) writer.Binary(5, max.Span);
        if (Min is { } min) writer.Binary(6, min.Span);
        if (Max is not null) writer.Bool(7, MaxIsExact);
        if (Min is not null) writer.Bool(8, MinIsExact);
        writer.EndStruct();
    }
}
