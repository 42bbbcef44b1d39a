using System.Text.Json.Serialization;

namespace Platform.Registry.Entries;

/// <summary>What happens to a value that its column's lake type cannot hold; every value handled is counted in the ledger.</summary>
public enum OnLoss
{
    /// <summary>The run is refused with exit code 65.</summary>
    [JsonStringEnumMemberName("fail")] Fail,

    [JsonStringEnumMemberName("null")] Null,

    /// <summary>The nearest value that the type holds.</summary>
    [JsonStringEnumMemberName("clamp")] Clamp,

    /// <summary>Null in the column, the exact text in a sidecar column <c>&lt;name&gt;__raw</c>.</summary>
    [JsonStringEnumMemberName("text")] Text,
}
