using System.Text.Json;
using Platform.Registry.Entries;
using Platform.Registry.Layout;

namespace Platform.Ledger.Runs;

/// <summary>What a process says when it asks for a run.</summary>
public sealed record ClaimRequest
{
    public required SnapshotKey Key { get; init; }

    /// <summary>Made by the process; asking again with the same id gives the same answer.</summary>
    public required Ulid Attempt { get; init; }

    /// <summary>SHA-256 of the entry the process was given.</summary>
    public required string EntryHash { get; init; }

    /// <summary>Who asks, for people: host and process id.</summary>
    public string Holder { get; init; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Take a published snapshot too, to replace it.</summary>
    public bool Force { get; init; }

    /// <summary>The entry's schedule, such as <c>hourly</c>.</summary>
    public string? Schedule { get; init; }

    /// <summary>When the schedule comes next after the snapshot time.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>The scheduler's id of this execution.</summary>
    public string? JobId { get; init; }

    /// <summary>Version of platform.</summary>
    public string? Version { get; init; }

    /// <summary>The attempt's object prefix, noted before anything is written there.</summary>
    public string? Prefix { get; init; }

    /// <summary>Facts to add to the run's metadata: an object.</summary>
    public JsonElement? Metadata { get; init; }
}
