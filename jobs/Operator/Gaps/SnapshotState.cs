using System.Text.Json.Serialization;

namespace Platform.Operator.Gaps;

/// <summary>What became of a snapshot that a schedule asked for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SnapshotState>))]
internal enum SnapshotState
{
    [JsonStringEnumMemberName("on_time")] OnTime,

    /// <summary>Published, captured later than max_lateness allows, accepted by a person.</summary>
    [JsonStringEnumMemberName("late")] Late,

    /// <summary>A job is at it.</summary>
    [JsonStringEnumMemberName("running")] Running,

    /// <summary>Not published, and it can still be captured.</summary>
    [JsonStringEnumMemberName("due")] Due,

    /// <summary>Not published, and it can no longer be captured.</summary>
    [JsonStringEnumMemberName("missing")] Missing,

    /// <summary>Published once; keep no longer names it.</summary>
    [JsonStringEnumMemberName("pruned")] Pruned,
}
