using System.Text.Json.Serialization;

namespace Platform.Registry.Entries;

public enum FileFormat
{
    [JsonStringEnumMemberName("parquet")] Parquet,
    [JsonStringEnumMemberName("avro")] Avro,
    [JsonStringEnumMemberName("csv")] Csv,
    [JsonStringEnumMemberName("jsonl")] JsonLines,
}
