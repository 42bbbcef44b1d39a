using Platform.Formats.Avro.Reading;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Reading;
using Platform.Lake.Manifest;

namespace Platform.Restore.Reading;

/// <summary>The reader of a snapshot's format.</summary>
internal static class PartReaders
{
    /// <exception cref="Registry.Failures.PlatformException">Data, <c>format-not-supported</c>; or the file is not of the format.</exception>
    public static IFileReader Open(SnapshotManifest manifest, Stream content) => manifest.Format switch
    {
        "parquet" => ParquetReader.Open(content),
        "avro" => AvroReader.Open(content),
        _ => throw SnapshotFailures.Of("format-not-supported", manifest, $"snapshots in {manifest.Format} cannot be restored or compared: their files name no types",
            "take a snapshot in parquet or avro; docs/formats.md says how PostgreSQL reads the others itself"),
    };
}
