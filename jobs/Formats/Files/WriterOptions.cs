using Platform.Registry.Entries;

namespace Platform.Formats.Files;

/// <summary>How a file is written. The defaults suit snapshots that Athena reads.</summary>
public sealed record WriterOptions
{
    public static WriterOptions Default { get; } = new();

    public Compression Compression { get; init; } = Compression.Zstd;

    /// <value>1..19 for zstd, 1..9 for gzip; null takes the default: 3 (zstd's own), 6 (zlib's own). Snappy and none have no level.</value>
    public int? CompressionLevel { get; init; }

    /// <summary>
    /// Upper bound of the encoded values in a data page of Parquet or a block of Avro before compression, where one value or row larger than it has one
    /// of its own; about so much text is a piece of CSV and JSON Lines.
    /// </summary>
    /// <value>1 KiB..1 GiB, default 1 MiB (what parquet-mr and Arrow write).</value>
    public int PageBytes { get; init; } = 1 << 20;

    /// <summary>Upper bound of the rows in a data page, so that a reader of the page index skips in small steps.</summary>
    /// <value>64..1,048,576, default 19,968: parquet-mr's 20,000 rounded down to whole 64-bit words of validity.</value>
    public int PageRows { get; init; } = 19_968;

    /// <summary>Whether columns with few distinct values are written as a dictionary and indices.</summary>
    public bool Dictionaries { get; init; } = true;

    /// <summary>Longest minimum or maximum of text and bytes that is stored whole; longer ones are cut and marked inexact.</summary>
    /// <value>8..4,096 bytes, default 64 (parquet-mr's column index).</value>
    public int StatisticsBytes { get; init; } = 64;

    /// <summary>Rows per slice that a read-back hands over.</summary>
    /// <value>64..1,048,576, default 19,968: a page, which stays in the processor's cache.</value>
    public int ReadBackRows { get; init; } = 19_968;
}
