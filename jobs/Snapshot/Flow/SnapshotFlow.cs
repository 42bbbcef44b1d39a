using Platform.Ledger.Runs;
using Platform.Registry.Failures;
using Platform.Registry.Faults;
using Platform.Registry.Lateness;
using Platform.Registry.Layout;
using Platform.Snapshot.Checking;
using Platform.Snapshot.Deduplicating;
using Platform.Snapshot.Invocation;
using Platform.Snapshot.Proving;
using Platform.Snapshot.Reading;
using Platform.Snapshot.Recording;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Ranges;
using Platform.Sources.Postgres.Session;
using Platform.Telemetry.Events;

namespace Platform.Snapshot.Flow;

/// <summary>
/// One attempt at one snapshot: claim, open the database snapshot, check the schema, plan ranges, read and write, prove, record, publish, prune.
/// Whatever ends it before the decision leaves nothing that readers could see.
/// </summary>
/// <param name="task">What is to be done.</param>
/// <param name="settings">Of the process.</param>
/// <param name="services">Of the process.</param>
/// <param name="earlier">This process's attempt before, which failed; null at the first.</param>
internal sealed class SnapshotFlow(SnapshotTask task, JobSettings settings, Services services, SnapshotFlow? earlier)
{
    private readonly Ulid _attempt = Ulid.New(services.Clock);
    private bool _mayBeDecided;
    private (Lease Lease, PlatformException Error)? _unrecorded;

    private string Prefix => ObjectLayout.AttemptPrefix(task.Entry.Source, task.Entry.Table, task.Time, _attempt);

    public async Task<ExitCode> RunAsync(CancellationToken cancellation)
    {
        switch (await ClaimAsync(cancellation).ConfigureAwait(false))
        {
            case Claim.AlreadyPublished published:
                PublishedEvents.Skipped(services.Log, published.Snapshot);
                return ExitCode.Success;
            case Claim.Claimed claimed:
                await RunClaimedAsync(claimed, cancellation).ConfigureAwait(false);
                await AfterPublishing.PruneAsync(task, settings, services, cancellation).ConfigureAwait(false);
                return ExitCode.Success;
            default:
                throw new PlatformException(Stage.Claim, ExitCode.TryAgain, "the lease was taken over before the attempt began", "run it again") { Kind = "lease-lost" };
        }
    }

    /// <summary>
    /// Asks for the run. Where this process's own attempt before may have been decided, it asks without force first: the decision is finished and was what was asked for, and a
    /// second replacement would be a second content for nothing.
    /// </summary>
    private async Task<Claim> ClaimAsync(CancellationToken cancellation)
    {
        services.Log.Standing(new EventField("attempt", _attempt.ToString()));
        // A ledger that was away has not heard that the attempt before is over: until it has, its lease is in this one's way.
        if (earlier?._unrecorded is { } left) await services.Ledger.FailAsync(left.Lease, left.Error, cancellation).ConfigureAwait(false);
        var request = ClaimRequests.For(task, _attempt, Prefix);
        if (task.Force && earlier is { _mayBeDecided: true })
        {
            var own = await services.Ledger.ClaimOrWaitAsync(request with { Force = false }, services.Publisher.CarryOutAsync, settings.MaxWait, cancellation).ConfigureAwait(false);
            if (own is not Claim.AlreadyPublished published || published.Snapshot.Attempt == earlier._attempt) return own;
        }

        return await services.Ledger.ClaimOrWaitAsync(request, services.Publisher.CarryOutAsync, settings.MaxWait, cancellation).ConfigureAwait(false);
    }

    private async Task RunClaimedAsync(Claim.Claimed claim, CancellationToken cancellation)
    {
        var lease = claim.Lease;
        services.Log.Standing(new EventField("run", lease.RunId));
        services.Log.Info("claimed");
        await using var keeper = LeaseKeeper.Start(services.Ledger, [lease]);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(cancellation, keeper.Lost);
        try
        {
            await services.Faults.ReachedAsync(FlowStep.Claimed, work.Token).ConfigureAwait(false);
            // Before the table is read for nothing.
            services.Ledger.CheckClock(claim);
            LatenessRule.Judge(task.Entry.Table, task.Time, services.Clock.GetUtcNow(), task.Entry.MaxLateness, task.AcceptLate);
            await services.Catalog.CheckDeployedAsync(task.CatalogTable(settings.Stack), work.Token).ConfigureAwait(false);
            await AttemptAsync(lease, work.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw await GiveUpAsync(lease, e, cancellation).ConfigureAwait(false);
        }
    }

    private async Task AttemptAsync(Lease lease, CancellationToken cancellation)
    {
        // Many jobs share the ledger: none holds a connection of it while it waits for the source or reads.
        await services.Ledger.ReleaseConnectionAsync(cancellation).ConfigureAwait(false);
        var (record, verdict) = await ReadAsync(lease, cancellation).ConfigureAwait(false);

        services.Ledger.KeepConnection();
        if (task.Entry.Checks.Count > 0)
            record = record with { Checks = await CheckRun.ResultsAsync(task, record.Found, record.Rows, services.Ledger, cancellation).ConfigureAwait(false) };
        if (task.Entry.Dedupe && CheckRun.MayPublish(record.Checks)) record = await UnchangedTable.ShareAsync(record, services, cancellation).ConfigureAwait(false);
        await record.WriteAsync(services, cancellation).ConfigureAwait(false);
        foreach (var loss in record.Losses) PublishedEvents.Lost(services.Log, loss);
        StrictRule.Check(task.Entry, record.Losses);
        if (record.Checks.Count > 0) CheckRun.Enforce(task, record.Checks, services.Store.Locate(Prefix), services.Log);

        _mayBeDecided = true;
        var publication = await services.Publisher.PublishAsync([record.ToPublish(services)], cancellation).ConfigureAwait(false);
        PublishedEvents.Published(services.Log, record, services.Store.Locate(record.FilesPrefix), publication, verdict);
    }

    /// <summary>Everything that needs the source, which is let go at the end: publishing holds no connection and no snapshot of it.</summary>
    private async Task<(AttemptRecord Record, LatenessVerdict Verdict)> ReadAsync(Lease lease, CancellationToken cancellation)
    {
        await using var source = await SourceSession.OpenAsync(settings.Source, task.Document.Guard, services.Clock, cancellation, "platform snapshot").ConfigureAwait(false);
        await using var leader = await source.BeginSnapshotAsync(cancellation).ConfigureAwait(false);
        var verdict = LatenessRule.Judge(task.Entry.Table, task.Time, leader.Snapshot.CapturedAt, task.Entry.MaxLateness, task.AcceptLate);
        await services.Faults.ReachedAsync(FlowStep.SnapshotOpened, cancellation).ConfigureAwait(false);
        services.Log.Info("opened", new EventField("captured_at", Instant.Text(leader.Snapshot.CapturedAt)), new EventField("lsn", leader.Snapshot.Lsn.Value));

        var live = await source.ReadTableAsync(task.Entry.Table, cancellation).ConfigureAwait(false);
        var match = SchemaMatch.Check(task.Entry, live);
        foreach (var notice in match.Notices) services.Log.Warning("notice", new EventField("message", notice));
        await leader.HoldAsync(live, match.Reads.Select(r => r.Expression), task.Entry.Filter, cancellation).ConfigureAwait(false);
        var ddl = await source.ReadDdlAsync(live, cancellation).ConfigureAwait(false);

        var plan = RangePlanner.Plan(live, match.Reads, task.Entry.Filter, task.Entry.Parallel);
        services.Log.Info("planned", new EventField("streams", plan.Streams.Count), new EventField("estimated_bytes", plan.Bytes), new EventField("notice", plan.Notice));

        var parts = await TableReading.RunAsync(task, settings, services, source, leader, match, plan, Prefix, _attempt, cancellation).ConfigureAwait(false);

        var proof = await SnapshotProof.CheckAsync(task, settings, source, leader, match, parts, cancellation).ConfigureAwait(false);
        await services.Faults.ReachedAsync(FlowStep.Proved, cancellation).ConfigureAwait(false);
        services.Log.Info("proved", new EventField("rows", proof.Rows), new EventField("against", settings.ProveAgainstSource ? "source" : "files"));

        var record = new AttemptRecord(task, settings, _attempt, lease, Prefix, verdict, source.Server, leader.Snapshot, live, ddl, match, parts, proof);
        if (task.Entry.Checks.Count > 0) record = record with { Found = await leader.FindAsync(live, task.Entry, task.Time, cancellation).ConfigureAwait(false) };
        return (record, verdict);
    }

    /// <summary>Removes what was written unless it may be the published snapshot or is kept for inspection, and tells the ledger why.</summary>
    private async Task<Exception> GiveUpAsync(Lease lease, Exception failure, CancellationToken stop)
    {
        var known = FailureEvents.Known(failure, stop);
        if (!_mayBeDecided && known.Stage != Stage.Check)
            await TryAsync("not-removed", limit => AttemptCleanup.RunAsync(services.Store, Prefix, limit)).ConfigureAwait(false);
        if (!await TryAsync("not-recorded", limit => services.Ledger.FailAsync(lease, known, limit)).ConfigureAwait(false)) _unrecorded = (lease, known);
        await services.Ledger.ReleaseConnectionAsync(CancellationToken.None).ConfigureAwait(false);
        return known;
    }

    /// <summary>One step of giving up: 10 s at most, and a failure of it does not hide why the attempt ended.</summary>
    private async Task<bool> TryAsync(string otherwise, Func<CancellationToken, Task> step)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), services.Clock);
        try
        {
            await step(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is PlatformException or OperationCanceledException)
        {
            services.Log.Warning(otherwise, new EventField("message", e is PlatformException p ? p.Message : "no answer within 10 s"));
            return false;
        }
    }
}
