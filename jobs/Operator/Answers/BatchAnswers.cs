namespace Platform.Operator.Answers;

/// <summary>What the newest Batch job of a snapshot said.</summary>
internal sealed record LogsAnswer(string Job, string SnapshotTime, string JobId, string Status, string? StatusReason, int? ExitCode, IReadOnlyList<string> Lines);

/// <summary>The ids of the jobs that were told to end.</summary>
internal sealed record CancelAnswer(string Job, string SnapshotTime, IReadOnlyList<string> Cancelled);
