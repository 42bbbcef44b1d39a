using Platform.Lake.Catalog;
using Platform.Lake.Objects;
using Platform.Operator.Answers;
using Platform.Operator.Batch;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Progress;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Registry.Loading;
using Platform.Registry.Stacks;
using Platform.Registry.Times;
using Platform.Telemetry.Events;

namespace Platform.Operator.Jobs;

/// <summary>Runs the snapshots of a command, here or in AWS Batch, and reports what readers now find for each of them.</summary>
internal sealed class SnapshotRun(Invocation invocation, Stack stack, RegistryContents registry, bool here = false)
{
    public async Task<SnapshotAnswer> RunAsync(IReadOnlyList<SnapshotTarget> targets, SnapshotWish wish, CancellationToken cancellationToken)
    {
        var groups = TargetGroups.Of(registry, targets);
        var ended = here || stack.Execution == Execution.Here
            ? await HereAsync(groups, wish, cancellationToken)
            : await new BatchRun(invocation, stack, registry).RunAsync(groups, wish, cancellationToken);
        var results = new List<SnapshotResult>();
        foreach (var (group, outcome) in ended)
        {
            foreach (var target in group.Targets) results.AddRange(await ResultsAsync(target, outcome, cancellationToken: default));
        }

        return new SnapshotAnswer(stack.LakeUri, results, ended.Count < groups.Count);
    }

    private async Task<IReadOnlyList<(SnapshotTargets Targets, JobOutcome Outcome)>> HereAsync(IReadOnlyList<SnapshotTargets> groups, SnapshotWish wish, CancellationToken cancellationToken)
    {
        var binary = SnapshotBinary.Find(invocation.Checkout);
        await using var lake = ObjectStores.Open(stack.Lake, invocation.Clock);
        await LedgerSchema.EnsureLocalAsync(invocation, stack, cancellationToken);
        var maker = new SnapshotJobs(stack, registry, lake, binary);
        var jobs = new List<Job>();
        foreach (var group in groups)
        {
            var isOnly = groups.Count(other => other.Name == group.Name) == 1;
            jobs.Add(await maker.MakeAsync(group, isOnly ? group.Name : $"{group.Name} {group.Time}", wish, cancellationToken));
        }

        var pool = new JobPool(invocation.Interrupt, invocation.Clock, invocation.Say);
        var outcomes = await LiveProgress.ShowAsync(invocation, progress => pool.RunAsync(jobs, progress));
        var byName = outcomes.ToDictionary(outcome => outcome.Job.Name, StringComparer.Ordinal);
        return [.. groups.Zip(jobs).Where(pair => byName.ContainsKey(pair.Second.Name)).Select(pair => (pair.First, byName[pair.Second.Name]))];
    }

    /// <summary>One for each output of the table that is published; of a failure, which is that of all of them, one.</summary>
    private async Task<IReadOnlyList<SnapshotResult>> ResultsAsync(SnapshotTarget target, JobOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Failure is not null) return [Result(target.Entry, target, outcome)];
        var results = new List<SnapshotResult>();
        foreach (var output in target.Entry.EachOutput()) results.Add(await PublishedAsync(Result(output, target, outcome), output, target.Time, cancellationToken));
        return results;
    }

    private static SnapshotResult Result(Entry entry, SnapshotTarget target, JobOutcome outcome) => new()
    {
        Source = entry.Source,
        Table = entry.Name,
        SnapshotTime = target.Time.ToString(),
        Status = outcome.Failure is not null ? "failed" : outcome.IsSkipped ? "skipped" : "published",
        Notices = entry.OutputName == ObjectLayout.MainOutput ? outcome.Notices : [],
        Seconds = Math.Round(outcome.Took.TotalSeconds, 3),
        Proof = outcome.Failure is null ? outcome.Text("against", EventNames.Proved) : null,
        Error = outcome.Failure is null ? null : ErrorFacts.Of(outcome.Failure),
    };

    private async Task<SnapshotResult> PublishedAsync(SnapshotResult result, Entry entry, SnapshotTime time, CancellationToken cancellationToken)
    {
        var pointer = await Catalogs.Open(stack.Lake, invocation.Clock).GetPartitionAsync(stack.TableOf(entry), time, cancellationToken)
            ?? throw new PlatformException(
                Stage.Publish, ExitCode.TryAgain, $"the job of {entry.FullName} says that {time} is published, and the catalog does not have it",
                $"Look at the ledger with ./platform status, then run it again.")
            { Kind = "catalog-behind" };
        return result with
        {
            Rows = pointer.Parameters.Rows,
            Bytes = pointer.Parameters.Bytes,
            Location = pointer.Location.AbsoluteUri,
            CapturedAt = UtcText.Microseconds(pointer.Parameters.CapturedAt),
            Late = pointer.Parameters.Late,
        };
    }
}
