using System.Text.Json.Serialization;

namespace Platform.Registry.Entries;

public enum CheckSeverity
{
    /// <summary>Nothing is published; exit code 65.</summary>
    [JsonStringEnumMemberName("fail")] Fail,

    /// <summary>Published, and recorded in the ledger.</summary>
    [JsonStringEnumMemberName("warn")] Warn,
}
