namespace Platform.Registry.Entries;

/// <summary>Where a row group ends: at whichever bound is met first.</summary>
/// <param name="Rows">1..16,777,216 rows.</param>
/// <param name="Bytes">Bytes of column data before encoding, at least 1 MiB.</param>
public sealed record RowGroup(int Rows, long Bytes);
