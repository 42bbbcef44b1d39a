using System.Text.Json.Serialization;

namespace Platform.Registry.Entries;

public enum EntryState
{
    /// <summary>Snapshotted on its schedule.</summary>
    [JsonStringEnumMemberName("active")] Active,

    /// <summary>Schedule and alarms are off; everything else stays.</summary>
    [JsonStringEnumMemberName("paused")] Paused,

    /// <summary>The job is gone; data, catalog and readers stay.</summary>
    [JsonStringEnumMemberName("retired")] Retired,
}
