namespace Platform.Formats.Files;

/// <summary>How the content of a file is compressed.</summary>
public enum CompressionMethod
{
    None,
    Snappy,
    Gzip,
    Zstd,
}
