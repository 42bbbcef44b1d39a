using System.Text.Json;

namespace Platform.Ledger.Protocol;

// What the functions of schema platform answer.

internal sealed record ClaimAnswer
{
    public required string Outcome { get; init; }

    public required long RunId { get; init; }

    public required DateTimeOffset LedgerTime { get; init; }

    public required IReadOnlyList<long> Intended { get; init; }

    public int AttemptNumber { get; init; }

    public long Fencing { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public string? Holder { get; init; }

    public long? PublicationId { get; init; }

    public string? PublishedAttempt { get; init; }

    public string? Location { get; init; }

    public long? Rows { get; init; }

    public long? Bytes { get; init; }

    public DateTimeOffset? CapturedAt { get; init; }

    public bool Late { get; init; }
}

internal sealed record HeartbeatAnswer(bool Held);

internal sealed record RecordedAnswer(bool Recorded);

internal sealed record DecideAnswer(string Outcome, DateTimeOffset LedgerTime, long? PublicationId, string? Holder);

internal sealed record SendMember
{
    public required long RunId { get; init; }

    public required string Attempt { get; init; }

    public required string Source { get; init; }

    public required string Schema { get; init; }

    public required string Table { get; init; }

    public required string Output { get; init; }

    public required DateTimeOffset SnapshotTime { get; init; }

    public required JsonElement Pointer { get; init; }
}

internal sealed record SendAnswer(string Outcome, DateTimeOffset LedgerTime, DateTimeOffset? Until, IReadOnlyList<SendMember>? Members);

internal sealed record FinishAnswer(bool Done);

internal sealed record TellAgainAnswer(string Outcome, DateTimeOffset LedgerTime, IReadOnlyList<long>? Publications);

internal sealed record RollbackAnswer(
    string Outcome, DateTimeOffset LedgerTime, long? PublicationId, string? Attempt, string? Replaces, string? Status, string? Holder, IReadOnlyList<long>? Intended);

internal sealed record RemoveAnswer(string Outcome, DateTimeOffset LedgerTime, long? PublicationId);

internal sealed record DeletingAnswer(string Outcome);

internal sealed record HoldLatestAnswer(string Outcome, IReadOnlyList<long>? Intended);

internal sealed record PublishedRow(
    long RunId, string Source, string Schema, string Table, string Output, DateTimeOffset SnapshotTime, string Attempt, long PublicationId, JsonElement Pointer, bool Pinned);
