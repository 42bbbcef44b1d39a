using Platform.Registry.Entries;

namespace Platform.Snapshot.Recording;

/// <summary>The registry's spelling of its words, as ledger and manifest keep them.</summary>
internal static class RegistryNames
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
}
