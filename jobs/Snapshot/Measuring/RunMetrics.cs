using Platform.Registry.Failures;
using Platform.Registry.Metrics;
using Platform.Snapshot.Flow;
using Platform.Snapshot.Invocation;
using Platform.Snapshot.Recording;
using Platform.Telemetry.Metrics;

namespace Platform.Snapshot.Measuring;

/// <summary>What a run says in numbers, once for each table at its end: metrics of the source, with the table and its ids as fields of the line. A further output counts with its bytes alone: its rows are the table's.</summary>
internal sealed class RunMetrics
{
    private readonly MetricLines _lines;
    private readonly string _stack;
    private readonly TimeProvider _clock;
    private readonly long _started;

    private RunMetrics(Stream output, string stack, TimeProvider clock)
    {
        _lines = new MetricLines(output);
        _stack = stack;
        _clock = clock;
        _started = clock.GetTimestamp();
    }

    /// <summary>Attempts of this process before the one at work.</summary>
    public int Retries { get; set; }

    /// <summary>Null where AWS Batch did not start the process: only its logs are read for metrics.</summary>
    public static RunMetrics? Of(JobSettings settings, TimeProvider clock) =>
        Environment.GetEnvironmentVariable(ClaimRequests.BatchJobId) is { Length: > 0 } ? new RunMetrics(Console.OpenStandardOutput(), settings.Stack, clock) : null;

    public void Published(AttemptRecord record) => Write(
        record.Task,
        !record.Task.IsMain ? [new Metric(SourceMetrics.Bytes, record.Bytes, Metric.Bytes)] :
        [
            new Metric(SourceMetrics.Rows, record.Rows),
            new Metric(SourceMetrics.Bytes, record.Bytes, Metric.Bytes),
            new Metric(SourceMetrics.Seconds, Seconds(), Metric.Seconds),
            new Metric(SourceMetrics.LatenessSeconds, Math.Round(record.Verdict.Lateness.TotalSeconds, 3), Metric.Seconds),
            new Metric(SourceMetrics.Losses, record.Losses.Sum(loss => loss.Count)),
            new Metric(SourceMetrics.Retries, Retries),
            new Metric(SourceMetrics.Failures, 0),
        ],
        record.Attempt.ToString(), null);

    public void Failed(Assignment assignment, PlatformException failure)
    {
        foreach (var task in assignment.Members.Where(task => task.IsMain))
        {
            Write(
                task,
                [new Metric(SourceMetrics.Seconds, Seconds(), Metric.Seconds), new Metric(SourceMetrics.Retries, Retries), new Metric(SourceMetrics.Failures, 1)],
                null, failure.Kind);
        }
    }

    private void Write(SnapshotTask task, IReadOnlyList<Metric> metrics, string? attempt, string? kind) => _lines.Write(
        _clock.GetUtcNow(), TableMetrics.Namespace, [.. SourceMetrics.Dimensions.Zip([_stack, task.Entry.Source])], metrics,
        ("Table", task.Entry.Name), ("SnapshotTime", task.Time.ToString()), ("Attempt", attempt), ("Kind", kind));

    private double Seconds() => Math.Round(_clock.GetElapsedTime(_started).TotalSeconds, 3);
}
