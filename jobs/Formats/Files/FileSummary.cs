namespace Platform.Formats.Files;

/// <summary>What a complete file holds.</summary>
/// <param name="Bytes">Size of the file in bytes, header and footer included.</param>
/// <param name="Rows">Rows in all row groups.</param>
/// <param name="RowGroups">Row groups of Parquet; batches that had rows, in every format.</param>
public readonly record struct FileSummary(long Bytes, long Rows, int RowGroups);
