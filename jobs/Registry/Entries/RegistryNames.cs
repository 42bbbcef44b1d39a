namespace Platform.Registry.Entries;

/// <summary>The registry's spelling of formats and compressions, as ledger, manifest, catalog and messages have them.</summary>
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
}
