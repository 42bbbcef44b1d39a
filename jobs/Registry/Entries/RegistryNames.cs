using Platform.Registry.Layout;

namespace Platform.Registry.Entries;

/// <summary>The registry's spelling of formats, compressions and outputs, as ledger, manifest, catalog and messages have them.</summary>
public static class RegistryNames
{
    public static string Of(FileFormat format) => format switch
    {
        FileFormat.Parquet => "parquet",
        FileFormat.Avro => "avro",
        FileFormat.Csv => "csv",
        _ => "jsonl",
    };

    public static string Of(Compression compression) => compression switch
    {
        Compression.Zstd => "zstd",
        Compression.Snappy => "snappy",
        Compression.Gzip => "gzip",
        _ => "none",
    };

    /// <summary>What stands between a table and its output where people write both.</summary>
    public const char OutputMark = '@';

    /// <summary>A table's output, such as <c>public.orders@backup</c>; the first is the table itself.</summary>
    public static string OfOutput(string table, string output) => output == ObjectLayout.MainOutput ? table : $"{table}{OutputMark}{output}";
}
