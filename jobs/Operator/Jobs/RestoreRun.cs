using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Commands;
using Platform.Operator.Desk;
using Platform.Registry.Deployment;
using Platform.Telemetry.Events;

namespace Platform.Operator.Jobs;

/// <summary>Runs the restore job on some snapshots, as one job: all of them, or none.</summary>
internal sealed class RestoreRun(Invocation invocation, Stack stack)
{
    /// <param name="name">For a person who watches.</param>
    /// <param name="snapshots">What it works on.</param>
    /// <param name="into">Where the one snapshot goes; null = the tables' own names.</param>
    /// <param name="urls">With their passwords, by the variable that the job reads them from.</param>
    /// <param name="further">Arguments of the job.</param>
    /// <param name="target">Name of the target; null where nothing is restored.</param>
    public async Task<RestoreAnswer> RunAsync(
        string name, IReadOnlyList<StoredAt> snapshots, Registry.Entries.TableName? into, IEnumerable<(string Variable, string Url)> urls, IEnumerable<string> further, string? target = null)
    {
        var environment = SoleJob.Environment;
        environment[JobVariables.ProofSeed] = await stack.ProofSeedAsync(invocation.Interrupt.Asked);
        foreach (var (variable, url) in urls) environment[variable] = url;
        var arguments = snapshots.SelectMany(s => new[] { "--from", s.Location, "--table", s.Entry.Table.ToString() });
        if (into is { } table) arguments = arguments.Concat(["--into", table.ToString()]);
        var outcome = await SoleJob.RunAsync(invocation, new Job(name, RestoreBinary.Find(invocation.Checkout), [.. further, .. arguments], environment));
        foreach (var notice in outcome.Notices) invocation.Say($"note: {notice}");
        var done = outcome.Events[EventNames.Done];
        return new RestoreAnswer(
            target, [.. snapshots.Select(s => new RestoredTable(s.Entry.Source, s.Entry.Name, s.Location))],
            done.Integer("rows") ?? 0, done.Integer("bytes") ?? 0, Math.Round(outcome.Took.TotalSeconds, 3),
            [.. done.Phases.Select(phase => new RestorePhase(phase.Name, phase.Seconds))]);
    }
}
