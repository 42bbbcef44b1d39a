using System.Text.Json;
using Platform.Ledger.Findings;

namespace Platform.Ledger.Reading;

/// <summary>One row of the view <c>platform.status</c>, and its losses.</summary>
public sealed record RunStatus
{
    public required long RunId { get; init; }

    public required string Source { get; init; }

    public required string SchemaName { get; init; }

    public required string TableName { get; init; }

    public required string Output { get; init; }

    public required DateTimeOffset SnapshotTime { get; init; }

    public string? Schedule { get; init; }

    /// <summary><c>pending</c>, <c>running</c>, <c>succeeded</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Running by its row, but its holder's lease is over.</summary>
    public bool Stale { get; init; }

    public int Attempts { get; init; }

    public string? PublishedAttempt { get; init; }

    public long? PublicationId { get; init; }

    public string? Location { get; init; }

    public string? Format { get; init; }

    public string? Compression { get; init; }

    public long? Rows { get; init; }

    public long? Bytes { get; init; }

    public int? Files { get; init; }

    public DateTimeOffset? CapturedAt { get; init; }

    public double? LatenessSeconds { get; init; }

    public bool Late { get; init; }

    /// <summary>When prune took the snapshot out of the catalog; null while readers see it.</summary>
    public DateTimeOffset? PrunedAt { get; init; }

    /// <summary>A person holds <c>_latest</c> of the table at this snapshot.</summary>
    public bool Pinned { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Of the latest attempt, so far.</summary>
    public double? DurationSeconds { get; init; }

    public DateTimeOffset? NextRunAt { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorStage { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorHint { get; init; }

    public int? ExitCode { get; init; }

    public string? JobId { get; init; }

    public string? Holder { get; init; }

    public string? EntryHash { get; init; }

    public string? SchemaFingerprint { get; init; }

    public JsonElement? DatabaseSnapshot { get; init; }

    /// <summary>Of the published attempt: values that did not fit and were handled as their columns say.</summary>
    public IReadOnlyList<LossRecord> Losses { get; init; } = [];

    public JsonElement? Metadata { get; init; }
}
