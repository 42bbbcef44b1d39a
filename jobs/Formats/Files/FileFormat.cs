namespace Platform.Formats.Files;

/// <summary>The kinds of files a snapshot can be written as.</summary>
public enum FileFormat
{
    Parquet,
    Avro,
    Csv,
    JsonLines,
}
