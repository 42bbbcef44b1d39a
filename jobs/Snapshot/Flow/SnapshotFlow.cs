using Platform.Lake.Objects;
using Platform.Ledger.Runs;
using Platform.Registry.Failures;
using Platform.Snapshot.Checking;
using Platform.Snapshot.Deduplicating;
using Platform.Snapshot.Invocation;
using Platform.Snapshot.Proving;
using Platform.Snapshot.Reading;
using Platform.Snapshot.Recording;
using Platform.Telemetry.Events;

namespace Platform.Snapshot.Flow;

/// <summary>
/// One attempt at the snapshot of one table, or of a group's tables, in all their outputs: claim, open the database snapshot, check the schema, plan ranges, read and write, prove, record, publish, prune.
/// Whatever ends it before the decision leaves nothing that readers could see.
/// </summary>
/// <param name="assignment">What is to be done.</param>
/// <param name="settings">Of the process.</param>
/// <param name="services">Of the process.</param>
/// <param name="earlier">This process's attempt before, which failed; null at the first.</param>
internal sealed class SnapshotFlow(Assignment assignment, JobSettings settings, Services services, SnapshotFlow? earlier)
{
    private readonly IReadOnlyList<TableAttempt> _attempts = [.. assignment.Members.Select(task => new TableAttempt(task, services.Clock))];
    private bool _mayBeDecided;

    public async Task<ExitCode> RunAsync(CancellationToken cancellation)
    {
        if (earlier is not null) await RecordAsync(earlier._attempts, cancellation).ConfigureAwait(false);
        await using var keeper = LeaseKeeper.Start(services.Ledger, []);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(cancellation, keeper.Lost);
        try
        {
            var claiming = new Claiming(assignment, settings, services, keeper);
            if (!await claiming.RunAsync(_attempts, earlier is { _mayBeDecided: true } ? earlier._attempts : null, work.Token).ConfigureAwait(false)) return ExitCode.Success;
            await AttemptAsync(work.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (_attempts.Any(attempt => attempt.Lease is not null))
        {
            throw await GiveUpAsync(e, cancellation).ConfigureAwait(false);
        }

        foreach (var attempt in _attempts)
        {
            attempt.Enter(services.Log);
            await AfterPublishing.PruneAsync(attempt.Task, settings, services, cancellation).ConfigureAwait(false);
        }

        if (_attempts.Any(attempt => attempt.Task.Entry.VerifyInAthena)) await AfterPublishing.VerifyAsync(_attempts, settings, services, cancellation).ConfigureAwait(false);
        return ExitCode.Success;
    }

    private async Task AttemptAsync(CancellationToken cancellation)
    {
        // Many jobs share the ledger: none holds a connection of it while it waits for the source or reads.
        await services.Ledger.ReleaseConnectionAsync(cancellation).ConfigureAwait(false);
        var records = await new SourceReading(assignment, settings, services).RunAsync(_attempts, cancellation).ConfigureAwait(false);

        services.Ledger.KeepConnection();
        var complete = new List<AttemptRecord>();
        foreach (var (attempt, record) in _attempts.Zip(records)) complete.Add(await CompleteAsync(attempt, record, cancellation).ConfigureAwait(false));

        _mayBeDecided = true;
        var publication = await services.Publisher.PublishAsync([.. complete.Select(record => record.ToPublish(services))], cancellation).ConfigureAwait(false);
        foreach (var (attempt, record) in _attempts.Zip(complete))
        {
            attempt.Enter(services.Log);
            PublishedEvents.Published(services.Log, record, services.Store.Locate(record.FilesPrefix), publication, record.Verdict);
            services.Metrics?.Published(record);
            attempt.Rows = record.Rows;
        }
    }

    /// <summary>What an attempt needs before its table may be published: its checks judged, its files shared where nothing changed, its manifest written, its losses allowed.</summary>
    private async Task<AttemptRecord> CompleteAsync(TableAttempt attempt, AttemptRecord record, CancellationToken cancellation)
    {
        attempt.Enter(services.Log);
        var task = attempt.Task;
        if (task.Entry.Checks.Count > 0)
            record = record with { Checks = await CheckRun.ResultsAsync(task, record.Found, record.Rows, services.Ledger, cancellation).ConfigureAwait(false) };
        if (task.Entry.Dedupe && CheckRun.MayPublish(record.Checks)) record = await UnchangedTable.ShareAsync(record, services, cancellation).ConfigureAwait(false);
        await record.WriteAsync(services, cancellation).ConfigureAwait(false);
        foreach (var loss in record.Losses) PublishedEvents.Lost(services.Log, loss);
        StrictRule.Check(task.Entry, record.Losses);
        if (record.Checks.Count > 0) CheckRun.Enforce(task, record.Checks, services.Store.Locate(attempt.Prefix), services.Log);
        return record;
    }

    /// <summary>A ledger that was away has not heard that attempts are over: until it has, their leases are in the next one's way.</summary>
    private async Task RecordAsync(IReadOnlyList<TableAttempt> over, CancellationToken cancellation)
    {
        foreach (var attempt in over.Where(attempt => attempt.Unrecorded is not null))
            await services.Ledger.FailAsync(attempt.Lease!, attempt.Unrecorded!, cancellation).ConfigureAwait(false);
    }

    /// <summary>Removes what was written unless it may be the published snapshot or is kept for inspection, and tells the ledger why.</summary>
    private async Task<Exception> GiveUpAsync(Exception failure, CancellationToken stop)
    {
        var known = FailureEvents.Known(failure, stop);
        foreach (var attempt in _attempts.Where(attempt => attempt.Lease is not null))
        {
            if (!_mayBeDecided && known.Stage != Stage.Check)
                await TryAsync("not-removed", limit => AttemptFiles.DeleteAsync(services.Store, attempt.Prefix, deleted: null, limit)).ConfigureAwait(false);
            if (!await TryAsync("not-recorded", limit => services.Ledger.FailAsync(attempt.Lease!, known, limit)).ConfigureAwait(false)) attempt.Unrecorded = known;
        }

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
