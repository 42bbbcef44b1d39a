using System.Text.Json.Serialization;

namespace Platform.Registry.Entries;

/// <summary>How a column's values are hidden before they reach a file, statistic or hash.</summary>
public enum Mask
{
    [JsonStringEnumMemberName("drop")] Drop,
    [JsonStringEnumMemberName("null")] Null,
    [JsonStringEnumMemberName("hash")] Hash,
    [JsonStringEnumMemberName("partial")] Partial,
    [JsonStringEnumMemberName("year")] Year,
}
