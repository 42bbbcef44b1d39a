using System.Text.Json.Serialization;

namespace Platform.Aws.Batch;

/// <summary>A job as Batch answers it.</summary>
public sealed record JobDetail
{
    public required string JobId { get; init; }

    public required string JobName { get; init; }

    /// <summary>SUBMITTED, PENDING, RUNNABLE, STARTING, RUNNING, SUCCEEDED or FAILED.</summary>
    public required string Status { get; init; }

    public string? StatusReason { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? CreatedAt { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>Of the attempt that runs, or ran last.</summary>
    public JobContainer? Container { get; init; }

    /// <summary>The attempts that have ended, oldest first.</summary>
    public IReadOnlyList<JobAttempt>? Attempts { get; init; }

    /// <summary>Nothing will happen any more.</summary>
    [JsonIgnore]
    public bool HasEnded => Status is "SUCCEEDED" or "FAILED";

    /// <summary>The log streams of all attempts, oldest first; none before the first container starts.</summary>
    [JsonIgnore]
    public IEnumerable<string> LogStreams => (Attempts ?? []).Select(attempt => attempt.Container?.LogStreamName).Append(Container?.LogStreamName).OfType<string>().Distinct(StringComparer.Ordinal);
}

/// <param name="ExitCode">Null where no process ended: the container never started, or was taken away.</param>
/// <param name="Reason">What the host says about the container's end.</param>
/// <param name="LogStreamName">In the log group of the job definition.</param>
public sealed record JobContainer(int? ExitCode, string? Reason, string? LogStreamName);

public sealed record JobAttempt(JobContainer? Container, string? StatusReason);
