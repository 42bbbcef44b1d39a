using Platform.Formats.Files;
using Platform.Registry.Entries;

namespace Platform.Snapshot.Reading;

/// <summary>The registry's words for files in those of the writers.</summary>
internal static class FileFormats
{
    public static Formats.Files.FileFormat Of(Registry.Entries.FileFormat format) => format switch
    {
        Registry.Entries.FileFormat.Parquet => Formats.Files.FileFormat.Parquet,
        Registry.Entries.FileFormat.Avro => Formats.Files.FileFormat.Avro,
        Registry.Entries.FileFormat.Csv => Formats.Files.FileFormat.Csv,
        _ => Formats.Files.FileFormat.JsonLines,
    };

    public static CompressionMethod Of(Compression compression) => compression switch
    {
        Compression.Zstd => CompressionMethod.Zstd,
        Compression.Snappy => CompressionMethod.Snappy,
        Compression.Gzip => CompressionMethod.Gzip,
        _ => CompressionMethod.None,
    };
}
