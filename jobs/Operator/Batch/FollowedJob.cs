using Platform.Aws.Batch;
using Platform.Aws.Logs;
using Platform.Operator.Answers;
using Platform.Operator.Jobs;
using Platform.Registry.Failures;
using Platform.Telemetry.Events;

namespace Platform.Operator.Batch;

/// <summary>A Batch job that is watched: what it says is passed on as it comes.</summary>
internal sealed class FollowedJob(BatchService batch, DeployedJob deployed, string id, Action<string> say)
{
    private readonly List<LogTail> _tails = [];
    private readonly JobWords _words = new();
    private JobDetail? _last;

    public string Id => id;

    public string Name => deployed.Name;

    public bool HasEnded => _last?.HasEnded == true;

    /// <summary>Its lines are all there: the last one of a job is its verdict. A job that never had a container has none.</summary>
    public bool HasSpoken => _tails.Count == 0 || _words.Events.Keys.Any(EventNames.IsVerdict);

    /// <summary>Tells what is new.</summary>
    public async Task LookAsync(JobDetail detail, CancellationToken cancellation)
    {
        if (detail.Status != _last?.Status) say($"{Name}: {detail.Status}{(detail.StatusReason is { } reason ? $": {reason}" : "")}");
        _last = detail;
        foreach (var stream in detail.LogStreams)
        {
            if (_tails.Exists(tail => tail.Stream == stream)) continue;
            if (_tails.Count > 0) say($"{Name}: Batch tries it again");
            _tails.Add(batch.Tail(deployed, stream));
        }

        for (var i = 0; i < _tails.Count; i++)
        {
            var lines = await BatchService.ReadAsync(_tails[i], cancellation);
            if (i < _tails.Count - 1 && lines.Count == 0) continue;
            foreach (var line in lines)
            {
                _words.Hear(line.Message);
                say(Printable.Lines($"{Name}: {EventLine.Of(line.Message)}"));
            }

            if (i < _tails.Count - 1) _words.Forget();
        }
    }

    public JobOutcome Outcome(TimeSpan took)
    {
        var job = new Job(Name, deployed.Definition, deployed.Selection, new Dictionary<string, string>(StringComparer.Ordinal));
        var exitCode = _last!.Status == "SUCCEEDED" ? 0 : _last.Container?.ExitCode;
        var failure = exitCode is { } code ? JobFailure.Of(Name, code, _words.Events, _words.Words) : NotRun(_last);
        return new JobOutcome(job, exitCode ?? (int)ExitCode.TryAgain, _words.Events, _words.Notices, failure, took);
    }

    private PlatformException NotRun(JobDetail detail) => new(
        Stage.Record, ExitCode.TryAgain, $"the Batch job of {Name} ended without an exit code: {detail.StatusReason ?? detail.Container?.Reason ?? "no reason is given"}",
        $"Look at job {detail.JobId} in Batch: cancelled, out of time, or its container could not start.")
    { Kind = "job-not-run" };
}
