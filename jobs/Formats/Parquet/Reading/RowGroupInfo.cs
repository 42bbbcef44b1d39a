using Platform.Formats.Parquet.Metadata;

namespace Platform.Formats.Parquet.Reading;

/// <summary>What a file's footer says of one column in one row group.</summary>
/// <param name="Column">Name of the field.</param>
/// <param name="Values">Values, nulls included; a list counts its elements.</param>
/// <param name="CompressedBytes">Bytes in the file.</param>
/// <param name="UncompressedBytes">Bytes after decompression.</param>
/// <param name="HasDictionary">Whether the column is written as dictionary and indices.</param>
/// <param name="Statistics">Null count and bounds.</param>
public sealed record ColumnChunkInfo(string Column, long Values, long CompressedBytes, long UncompressedBytes, bool HasDictionary, ValueStatistics Statistics);

/// <summary>What a file's footer says of one row group.</summary>
public sealed record RowGroupInfo(long Rows, IReadOnlyList<ColumnChunkInfo> Columns);
