using System.Text.Json;
using Platform.Ledger.Protocol;
using Platform.Ledger.Reading;
using Platform.Ledger.Runs;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Ledger;

/// <summary>What prune asks of the ledger. Each question is decided under the lock of the run.</summary>
public sealed partial class RunLedger
{
    private const string RetainedQuery = """
        select json_build_object('run_id', r.run_id, 'snapshot_time', r.snapshot_time, 'attempt_id', a.attempt_id, 'status', a.status,
            'shown', coalesce(r.published_attempt = a.attempt_id and r.pruned_at is null, false), 'pinned', p.run_id is not null,
            'prefix', a.prefix, 'location', a.location, 'files_of', a.files_of, 'bytes', a.bytes,
            'quiet_seconds', extract(epoch from clock_timestamp() - platform.quiet_since(a)))::text
        from platform.run r join platform.attempt a using (run_id) left join platform.pin p on p.run_id = r.run_id and p.unpinned_at is null
        where r.source = $1 and r.schema_name = $2 and r.table_name = $3 and r.output = $4 and a.status <> 'deleted'
        order by r.snapshot_time, a.number
        """;

    private const string EarlierFilesQuery = """
        select json_build_object('attempt_id', a.attempt_id, 'prefix', a.prefix, 'files_of', a.files_of)::text
        from platform.run r join platform.attempt a on a.attempt_id = r.published_attempt
        where r.source = $1 and r.schema_name = $2 and r.table_name = $3 and r.output = $4 and r.snapshot_time < $5::timestamptz and r.pruned_at is null
        order by r.snapshot_time desc limit 1
        """;

    /// <summary>The snapshot published last before this one; null where it is the first.</summary>
    public async Task<EarlierFiles?> EarlierFilesAsync(SnapshotKey key, CancellationToken cancellation)
    {
        var found = await ReadAsync(
            EarlierFilesQuery,
            [Text(key.Source), Text(key.Table.Schema), Text(key.Table.Name), Text(key.Output), Text(key.SnapshotTime.ToString())],
            static reader => JsonSerializer.Deserialize(reader.GetString(0), LedgerJson.Default.EarlierFiles)!,
            cancellation).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Every attempt at a table that is not deleted yet, by snapshot time.</summary>
    public Task<IReadOnlyList<RetainedAttempt>> RetainedAsync(string source, TableName table, string output, CancellationToken cancellation) =>
        ReadAsync(
            RetainedQuery,
            [Text(source), Text(table.Schema), Text(table.Name), Text(output)],
            static reader => JsonSerializer.Deserialize(reader.GetString(0), LedgerJson.Default.RetainedAttempt)!,
            cancellation);

    /// <summary>Decides that a thinned snapshot leaves the catalog.</summary>
    /// <param name="attempt">What readers see of it.</param>
    /// <param name="decision">Id of the decision, the caller's: asking again with it gives the same answer.</param>
    /// <param name="grace">An attempt that anybody had to do with in this time is left alone.</param>
    /// <param name="above">The highest publication that the catalog shows for the snapshot.</param>
    /// <param name="cancellation">May leave it decided; then the next process to touch the table finishes it.</param>
    /// <returns>The publication to carry out, or why not: <c>changed</c>, <c>newest</c>, <c>pinned</c>, <c>young</c>, <c>intended</c>, <c>leased</c>.</returns>
    /// <exception cref="PlatformException"><c>clock-skew</c> (75).</exception>
    public async Task<(long? Publication, string? Refusal)> RemoveAsync(RetainedAttempt attempt, Ulid decision, TimeSpan grace, long? above, CancellationToken cancellation)
    {
        var call = new RemoveCall(decision.ToString(), _sender, Time.GetUtcNow(), above, attempt.RunId, attempt.AttemptId, grace.TotalSeconds);
        var answer = await CallAsync(Stage.Publish, "remove", call, LedgerJson.Default.RemoveCall, LedgerJson.Default.RemoveAnswer, cancellation).ConfigureAwait(false);
        return answer.Outcome switch
        {
            "decided" => (answer.PublicationId, null),
            "clock_off" => throw ClockOff(answer.LedgerTime, call.ProcessTime),
            var refusal => (null, refusal),
        };
    }

    /// <summary>After the partition is gone: the removal is done. Repeating it changes nothing.</summary>
    public async Task RemovedAsync(long publication, CancellationToken cancellation) =>
        await CallAsync(Stage.Publish, "removed", new FinishCall(publication, _sender), LedgerJson.Default.FinishCall, LedgerJson.Default.FinishAnswer, cancellation).ConfigureAwait(false);

    /// <summary>Marks an attempt whose files are to be deleted: from then on nothing can refer to it again.</summary>
    /// <returns>Null where they may be, also when it was marked before; else why not: <c>in_use</c>, <c>intended</c>, <c>shared</c>, <c>young</c>, <c>deleted</c>, <c>unknown</c>.</returns>
    public async Task<string?> MarkDeletingAsync(string attempt, TimeSpan grace, CancellationToken cancellation)
    {
        var call = new DeletingCall(attempt, grace.TotalSeconds);
        var answer = await CallAsync(Stage.Record, "mark_deleting", call, LedgerJson.Default.DeletingCall, LedgerJson.Default.DeletingAnswer, cancellation).ConfigureAwait(false);
        return answer.Outcome == "deleting" ? null : answer.Outcome;
    }

    /// <summary>After the last object is gone.</summary>
    public async Task MarkDeletedAsync(string attempt, CancellationToken cancellation) =>
        await CallAsync(Stage.Record, "mark_deleted", new DeletingCall(attempt, 0), LedgerJson.Default.DeletingCall, LedgerJson.Default.RecordedAnswer, cancellation).ConfigureAwait(false);

    /// <summary>Notes that an attempt points at another's files, which from then on are not deleted. Called before the decision.</summary>
    /// <returns>False where those files may be on their way out, or the attempt is no longer this process's: then it keeps its own.</returns>
    public async Task<bool> ShareAsync(Lease lease, Ulid filesOf, CancellationToken cancellation)
    {
        var call = new ShareCall(lease.Attempt.ToString(), lease.Fencing, filesOf.ToString());
        var answer = await CallAsync(Stage.Record, "share", call, LedgerJson.Default.ShareCall, LedgerJson.Default.DeletingAnswer, cancellation).ConfigureAwait(false);
        return answer.Outcome == "shared";
    }
}
