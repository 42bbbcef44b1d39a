using System.Text.Json.Serialization;

namespace Platform.Registry.Entries;

/// <summary>The compression of data pages, blocks or whole files, by format.</summary>
public enum Compression
{
    [JsonStringEnumMemberName("none")] None,
    [JsonStringEnumMemberName("snappy")] Snappy,
    [JsonStringEnumMemberName("gzip")] Gzip,
    [JsonStringEnumMemberName("zstd")] Zstd,
}
