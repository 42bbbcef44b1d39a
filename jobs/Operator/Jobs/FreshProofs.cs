using Platform.Lake.Objects;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Commands;
using Platform.Operator.Desk;
using Platform.Operator.Progress;
using Platform.Registry.Failures;
using Platform.Registry.Loading;
using Platform.Telemetry.Events;

namespace Platform.Operator.Jobs;

/// <summary>Takes a snapshot of each live table, as its entry has it now, proves it against the source, and holds it against the published one; nothing of it is kept.</summary>
internal sealed class FreshProofs(Invocation invocation, Stack stack, RegistryContents registry)
{
    /// <returns>In the order of the snapshots.</returns>
    /// <exception cref="PlatformException">The failure that needs a person first; the others are said.</exception>
    public async Task<IReadOnlyList<FreshProof>> RunAsync(IReadOnlyList<StoredAt> snapshots, CancellationToken cancellationToken)
    {
        await using var lake = ObjectStores.Open(stack.Lake, invocation.Clock);
        var maker = new SnapshotJobs(stack, registry, lake, SnapshotBinary.Find(invocation.Checkout));
        var now = invocation.Clock.GetUtcNow();
        var jobs = new List<Job>();
        foreach (var (entry, location) in snapshots)
        {
            var target = new SnapshotTarget(entry, entry.Schedule.SnapshotAt(now));
            jobs.Add(await maker.MakeAsync(new SnapshotTargets(null, [target]), entry.FullName, new SnapshotWish { ProveAgainst = location }, cancellationToken));
        }

        var pool = new JobPool(invocation.Interrupt, invocation.Clock, invocation.Say);
        var outcomes = await LiveProgress.ShowAsync(invocation, progress => pool.RunAsync(jobs, progress));
        invocation.Interrupt.Asked.ThrowIfCancellationRequested();
        foreach (var (name, notice) in outcomes.SelectMany(o => o.Notices.Select(n => (o.Job.Name, n)))) invocation.Say($"note: {name}: {notice}");
        Refuse(outcomes);
        return [.. outcomes.Select(Proof)];
    }

    private void Refuse(IReadOnlyList<JobOutcome> outcomes)
    {
        var failed = outcomes.Where(o => o.Failure is not null).ToList();
        if (failed.Count == 0) return;
        var first = failed.Find(o => o.Failure!.ExitCode == FailureOrder.First(failed.Select(f => ErrorFacts.Of(f.Failure!))))!;
        ErrorFacts.WriteAll(invocation.Terminal.Messages, failed.Where(o => o != first).Select(o => (o.Job.Name, ErrorFacts.Of(o.Failure!))));
        throw first.Failure!;
    }

    private static FreshProof Proof(JobOutcome outcome)
    {
        var fresh = outcome.Events[EventNames.Fresh];
        return new FreshProof(fresh.Text("captured_at")!, fresh.Integer("rows") ?? 0, fresh.Text("since")!, fresh.Text("difference"));
    }
}
