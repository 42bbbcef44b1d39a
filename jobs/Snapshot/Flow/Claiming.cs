using Platform.Ledger.Runs;
using Platform.Registry.Failures;
using Platform.Registry.Faults;
using Platform.Registry.Lateness;
using Platform.Snapshot.Invocation;

namespace Platform.Snapshot.Flow;

/// <summary>
/// Asks for the runs of all outputs, always in the same order, so that two processes never wait for each other; what is claimed is kept alive while the rest is
/// waited for.
/// </summary>
internal sealed class Claiming(Assignment assignment, JobSettings settings, Services services, LeaseKeeper keeper)
{
    /// <returns>False where everything is published already.</returns>
    /// <exception cref="PlatformException">
    /// <c>run-leased</c>, <c>clock-skew</c>, <c>lease-lost</c> (75), <c>too-late</c>, <c>group-partly-published</c>, <c>outputs-partly-published</c> (65). What was claimed by then stays claimed.
    /// </exception>
    /// <param name="attempts">Take what is claimed.</param>
    /// <param name="decidedBefore">This process's attempts before these, in the same order, where they may have been decided; null where not.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<bool> RunAsync(IReadOnlyList<TableAttempt> attempts, IReadOnlyList<TableAttempt>? decidedBefore, CancellationToken cancellation)
    {
        var published = new List<(TableAttempt Attempt, PublishedSnapshot Snapshot)>();
        for (var i = 0; i < attempts.Count; i++)
        {
            var attempt = attempts[i];
            attempt.Enter(services.Log);
            switch (await AskAsync(attempt, decidedBefore?[i], cancellation).ConfigureAwait(false))
            {
                case Claim.AlreadyPublished there:
                    published.Add((attempt, there.Snapshot));
                    break;
                case Claim.Claimed claimed:
                    await BeginAsync(attempt, claimed, cancellation).ConfigureAwait(false);
                    break;
                default:
                    throw new PlatformException(Stage.Claim, ExitCode.TryAgain, "the lease was taken over before the attempt began", "run it again") { Kind = "lease-lost" };
            }
        }

        if (published.Count == 0) return true;
        if (published.Count < attempts.Count || published.DistinctBy(p => p.Snapshot.PublicationId).Count() > 1) throw PartlyPublished([.. published.Select(p => p.Attempt.Task.Entry.Name)]);
        foreach (var (attempt, snapshot) in published)
        {
            attempt.Enter(services.Log);
            PublishedEvents.Skipped(services.Log, snapshot);
        }

        return false;
    }

    /// <summary>
    /// Where this process's own attempt before may have been decided, it asks without force first: the decision is finished and was what was asked for, and a
    /// second replacement would be a second content for nothing.
    /// </summary>
    private async Task<Claim> AskAsync(TableAttempt attempt, TableAttempt? decidedBefore, CancellationToken cancellation)
    {
        var request = ClaimRequests.For(attempt.Task, attempt.Id, attempt.Prefix);
        if (assignment.Force && decidedBefore is not null)
        {
            var own = await services.Ledger.ClaimOrWaitAsync(request with { Force = false }, services.Publisher.CarryOutAsync, settings.MaxWait, cancellation).ConfigureAwait(false);
            if (own is not Claim.AlreadyPublished published || published.Snapshot.Attempt == decidedBefore.Id) return own;
        }

        return await services.Ledger.ClaimOrWaitAsync(request, services.Publisher.CarryOutAsync, settings.MaxWait, cancellation).ConfigureAwait(false);
    }

    private async Task BeginAsync(TableAttempt attempt, Claim.Claimed claim, CancellationToken cancellation)
    {
        attempt.Lease = claim.Lease;
        keeper.Add(claim.Lease);
        attempt.Enter(services.Log);
        services.Log.Info("claimed");
        await services.Faults.ReachedAsync(FlowStep.Claimed, cancellation).ConfigureAwait(false);
        // Before anything is read for nothing.
        services.Ledger.CheckClock(claim);
        LatenessRule.Judge(attempt.Task.Entry.Table, attempt.Task.Time, services.Clock.GetUtcNow(), attempt.Task.Entry.MaxLateness, attempt.Task.AcceptLate);
        await services.Catalog.CheckDeployedAsync(attempt.Task.CatalogTable(settings.Stack), cancellation).ConfigureAwait(false);
    }

    private PlatformException PartlyPublished(IReadOnlyList<string> published) => new(
        Stage.Claim, ExitCode.Data,
        $"of {(assignment.Group is { } group ? $"group {group}" : $"the outputs of {assignment.Members[0].Entry.FullName}")}, {string.Join(", ", published)} {(published.Count == 1 ? "is" : "are")} published for {assignment.Time} already, each at a database snapshot of its own",
        assignment.Group is null ? "--force replaces what is published by all outputs from one read" : "--force replaces them by one consistent snapshot of the whole group")
    {
        Kind = assignment.Group is null ? "outputs-partly-published" : "group-partly-published",
        SourceName = assignment.Source,
    };
}
