using System.Text.Json.Serialization;

namespace Platform.Registry.Entries;

/// <summary>How much of the table a snapshot reads.</summary>
public enum SnapshotMode
{
    [JsonStringEnumMemberName("full")] Full,
    [JsonStringEnumMemberName("incremental")] Incremental,
    [JsonStringEnumMemberName("cdc")] Cdc,
}
