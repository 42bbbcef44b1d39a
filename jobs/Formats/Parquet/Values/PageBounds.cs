namespace Platform.Formats.Parquet.Values;

/// <summary>Lower and upper bound of a page's values in the form of statistics; null where none can be told.</summary>
/// <param name="Min">No value is less.</param>
/// <param name="Max">No value is greater.</param>
/// <param name="Bytes">Bytes of BYTE_ARRAY values without their lengths.</param>
internal readonly record struct PageBounds(byte[]? Min, byte[]? Max, long Bytes = 0);
