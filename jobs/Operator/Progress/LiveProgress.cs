using System.Collections.Concurrent;
using Platform.Operator.CommandLine;
using Platform.Operator.Jobs;
using Platform.Telemetry.Events;
using Spectre.Console;

namespace Platform.Operator.Progress;

/// <summary>For a terminal: one line per running job, with rows, bytes and a bar towards the estimate, redrawn in place on stderr.</summary>
internal sealed class LiveProgress(ProgressContext context) : IJobProgress
{
    private readonly ConcurrentDictionary<string, ProgressTask> _lines = new(StringComparer.Ordinal);

    /// <summary>Runs work under a live display where a person watches, and with no more than remarks otherwise.</summary>
    public static Task<T> ShowAsync<T>(Invocation invocation, Func<IJobProgress, Task<T>> work)
    {
        if (!invocation.Terminal.IsLive) return work(new SilentProgress(invocation.Say));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new LiveProgress(context)));
    }

    public void Started(Job job) => _lines[job.Name] = context.AddTask(Describe(job, "starting"), new ProgressTaskSettings { MaxValue = 1 });

    public void Said(Job job, JobEvent said)
    {
        var line = _lines[job.Name];
        if (said.Name != EventNames.Progress)
        {
            line.Description = Describe(job, said.Name);
            return;
        }

        var bytes = said.Integer("bytes") ?? 0;
        // Bytes on the wire towards bytes on the source's disk: an estimate, so the bar is never full before the end.
        if (said.Integer("estimated_bytes") is > 0 and var estimate) line.MaxValue = estimate;
        line.Value = Math.Min(bytes, line.MaxValue * 0.99);
        line.Description = Describe(job, $"{Quantity.Rows(said.Integer("rows") ?? 0)} rows, {Quantity.Bytes(bytes)}");
    }

    public void Ended(JobOutcome outcome)
    {
        var line = _lines[outcome.Job.Name];
        line.Description = Describe(outcome.Job, outcome.Failure is not null ? "failed" : outcome.IsSkipped ? "already published" : outcome.Events.ContainsKey("published") ? "published" : "done");
        line.Value = line.MaxValue;
        line.StopTask();
    }

    private static string Describe(Job job, string state) => Markup.Escape($"{job.Name}  {state}");
}
