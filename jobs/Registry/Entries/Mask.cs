using System.Text.Json.Serialization;

namespace Platform.Registry.Entries;

/// <summary>How a column's values are hidden before they reach a file, statistic or hash.</summary>
public enum Mask
{
    /// <summary>The column is not read.</summary>
    [JsonStringEnumMemberName("drop")] Drop,

    /// <summary>Every value is a null of the column's type.</summary>
    [JsonStringEnumMemberName("null")] Null,

    /// <summary>HMAC-SHA-256 of the text form under the stack's secret, as 64 lower-case hexadecimal digits: equal values stay equal in all tables.</summary>
    [JsonStringEnumMemberName("hash")] Hash,

    /// <summary>The text form with a star for every character but the last few.</summary>
    [JsonStringEnumMemberName("partial")] Partial,

    /// <summary>The year of a date or timestamp.</summary>
    [JsonStringEnumMemberName("year")] Year,
}
