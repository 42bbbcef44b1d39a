using Platform.Ledger.Runs;
using Platform.Registry.Failures;
using Platform.Registry.Faults;
using Platform.Registry.Lateness;
using Platform.Registry.Layout;
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
/// One attempt at one snapshot: claim, open the database snapshot, check the schema, plan ranges, read and write, prove, record, publish.
/// Whatever ends it before the decision leaves nothing that readers could see.
/// </summary>
internal sealed class SnapshotFlow(SnapshotTask task, JobSettings settings, Services services)
{
    private readonly Ulid _attempt = Ulid.New(services.Clock);
    private bool _mayBeDecided;

    private string Prefix => ObjectLayout.AttemptPrefix(task.Entry.Source, task.Entry.Table, task.Time, _attempt);

    public async Task<ExitCode> RunAsync(CancellationToken cancellation)
    {
        switch (await ClaimAsync(cancellation).ConfigureAwait(false))
        {
            case Claim.AlreadyPublished published:
                PublishedEvents.Skipped(services.Log, published.Snapshot);
                return ExitCode.Success;
            case Claim.Claimed claimed:
                await RunClaimedAsync(claimed.Lease, cancellation).ConfigureAwait(false);
                return ExitCode.Success;
            default:
                throw new PlatformException(Stage.Claim, ExitCode.TryAgain, "the lease was taken over before the attempt began", "run it again") { Kind = "lease-lost" };
        }
    }

    private Task<Claim> ClaimAsync(CancellationToken cancellation)
    {
        services.Log.Standing(new EventField("attempt", _attempt.ToString()));
        var request = ClaimRequests.For(task, _attempt, Prefix);
        return services.Ledger.ClaimOrWaitAsync(request, services.Publisher.CarryOutAsync, settings.MaxWait, cancellation);
    }

    private async Task RunClaimedAsync(Lease lease, CancellationToken cancellation)
    {
        services.Log.Standing(new EventField("run", lease.RunId));
        services.Log.Info("claimed");
        await using var keeper = LeaseKeeper.Start(services.Ledger, [lease]);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(cancellation, keeper.Lost);
        try
        {
            await services.Faults.ReachedAsync(FlowStep.Claimed, work.Token).ConfigureAwait(false);
            LatenessRule.Judge(task.Entry.Table, task.Time, services.Clock.GetUtcNow(), task.Entry.MaxLateness, task.AcceptLate);
            await AttemptAsync(lease, work.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw await GiveUpAsync(lease, e, cancellation).ConfigureAwait(false);
        }
    }

    private async Task AttemptAsync(Lease lease, CancellationToken cancellation)
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

        await services.Ledger.ReleaseConnectionAsync(cancellation).ConfigureAwait(false);
        var parts = await TableReading.RunAsync(task, settings, services, source, leader, match, plan, Prefix, _attempt, cancellation).ConfigureAwait(false);

        var proof = await SnapshotProof.CheckAsync(task, settings, source, leader, match, parts, cancellation).ConfigureAwait(false);
        await services.Faults.ReachedAsync(FlowStep.Proved, cancellation).ConfigureAwait(false);
        services.Log.Info("proved", new EventField("rows", proof.Rows), new EventField("against", settings.ProveAgainstSource ? "source" : "files"));

        services.Ledger.KeepConnection();
        var record = new AttemptRecord(task, settings, _attempt, lease, Prefix, verdict, source.Server, leader.Snapshot, live, ddl, match, parts, proof);
        await record.WriteAsync(services, cancellation).ConfigureAwait(false);
        foreach (var loss in record.Losses) PublishedEvents.Lost(services.Log, loss);
        StrictRule.Check(task.Entry, record.Losses);

        _mayBeDecided = true;
        var publication = await services.Publisher.PublishAsync([record.ToPublish(services)], cancellation).ConfigureAwait(false);
        PublishedEvents.Published(services.Log, record, services.Store.Locate(Prefix), publication, verdict);
    }

    /// <summary>Tells the ledger why, and removes what was written unless it may be the published snapshot or is kept for inspection.</summary>
    private async Task<Exception> GiveUpAsync(Lease lease, Exception failure, CancellationToken stop)
    {
        var known = FailureEvents.Known(failure, stop);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), services.Clock);
        try
        {
            if (!_mayBeDecided && known.Stage != Stage.Check) await AttemptCleanup.RunAsync(services.Store, Prefix, limit.Token).ConfigureAwait(false);
            await services.Ledger.FailAsync(lease, known, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PlatformException or OperationCanceledException)
        {
            services.Log.Warning("not-recorded", new EventField("message", e is PlatformException p ? p.Message : "no answer within 10 s"));
        }

        return known;
    }
}
