namespace Platform.Ledger.Reading;

/// <summary>One attempt of a run, for people.</summary>
public sealed record AttemptStatus
{
    public required string AttemptId { get; init; }

    /// <summary>1-based within its run.</summary>
    public required int Number { get; init; }

    /// <summary><c>running</c>, <c>decided</c>, <c>published</c>, <c>replaced</c>, <c>failed</c>, <c>lost</c>, <c>deleting</c> or <c>deleted</c>.</summary>
    public required string Status { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? CapturedAt { get; init; }

    public long? Rows { get; init; }

    public long? Bytes { get; init; }

    public string? Location { get; init; }

    public string? ErrorMessage { get; init; }
}
