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
    /// <summary>
    /// <c>keep</c>, grandfather, father, son: all of the last hours, the first of each day, the first of each month, each for as long as it says, counted back from the newest
    /// snapshot: while nothing new is published, nothing grows old. What the hours cover is not read: a snapshot is the first of its day or month among older ones alone.
    /// </summary>
    private const string DueQuery = """
        with newest as (
            select r.snapshot_time from platform.run r
            where (r.source, r.schema_name, r.table_name, r.output) = ($1, $2, $3, $4) and r.published_attempt is not null and r.pruned_at is null
            order by r.snapshot_time desc limit 1),
        old as (
            select r.run_id, r.published_attempt, newest.snapshot_time - r.snapshot_time as age,
                row_number() over (partition by date_trunc('day', r.snapshot_time, 'UTC') order by r.snapshot_time) as of_day,
                row_number() over (partition by date_trunc('month', r.snapshot_time, 'UTC') order by r.snapshot_time) as of_month
            from newest join platform.run r on r.snapshot_time <= newest.snapshot_time - greatest(make_interval(secs => $5), interval '1 s')
            where (r.source, r.schema_name, r.table_name, r.output) = ($1, $2, $3, $4) and r.published_attempt is not null and r.pruned_at is null),
        candidate as (
            select run_id, published_attempt as attempt_id, true as shown from old
            where (of_day > 1 or age >= make_interval(secs => $6)) and (of_month > 1 or age >= make_interval(secs => $7))
            union all
            select a.run_id, a.attempt_id, false from platform.attempt a join platform.run r using (run_id)
            where a.series = platform.series_of($1, $2, $3, $4) and a.status in ('running', 'failed', 'lost', 'replaced', 'deleting')
              and (r.source, r.schema_name, r.table_name, r.output) = ($1, $2, $3, $4) and (r.published_attempt is distinct from a.attempt_id or r.pruned_at is not null)),
        known as (
            select c.*, r.snapshot_time, a.number, a.status, a.prefix, a.files_of, a.bytes, extract(epoch from clock_timestamp() - platform.quiet_since(a)) as quiet_seconds
            from candidate c join platform.run r using (run_id) join platform.attempt a using (attempt_id)
            where not c.shown or (a.status = 'published' and not exists (select from platform.pin p where p.run_id = c.run_id and p.unpinned_at is null)))
        select to_json(known)::text from known
        where quiet_seconds >= $8 or (not shown and ($9 or status = 'deleting'))
        order by snapshot_time, number
        """;

    private const string OutputsQuery = """
        select output, count(*) from platform.run
        where (source, schema_name, table_name) = ($1, $2, $3) and published_attempt is not null and pruned_at is null
        group by output order by output
        """;

    private const string EarlierFilesQuery = """
        select json_build_object('attempt_id', a.attempt_id, 'prefix', a.prefix, 'files_of', a.files_of)::text
        from platform.run r join platform.attempt a on a.attempt_id = r.published_attempt
        where r.source = $1 and r.schema_name = $2 and r.table_name = $3 and r.output = $4 and r.snapshot_time < $5::timestamptz and r.pruned_at is null
        order by r.snapshot_time desc limit 1
        """;

    /// <summary>The outputs of a table that have snapshots which readers see, with their number.</summary>
    public Task<IReadOnlyList<(string Output, long Snapshots)>> OutputsAsync(string source, TableName table, CancellationToken cancellation) =>
        ReadAsync(OutputsQuery, [Text(source), Text(table.Schema), Text(table.Name)], static reader => (reader.GetString(0), reader.GetInt64(1)), cancellation);

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

    /// <summary>Snapshots that <c>keep</c> no longer names, and attempts that readers do not see, left alone by everybody for the grace period; by snapshot time. None on most days.</summary>
    /// <param name="source">Of the registry.</param>
    /// <param name="table">Of it.</param>
    /// <param name="output">Of its entry.</param>
    /// <param name="keep">The entry's.</param>
    /// <param name="grace">An attempt that anybody had to do with in this time is not due.</param>
    /// <param name="young">Also the unseen attempts that are not due yet.</param>
    /// <param name="cancellation">Ends the question.</param>
    public Task<IReadOnlyList<RetainedAttempt>> DueAsync(string source, TableName table, string output, Keep keep, TimeSpan grace, bool young, CancellationToken cancellation) =>
        ReadAsync(
            DueQuery,
            [
                Text(source), Text(table.Schema), Text(table.Name), Text(output), Seconds(keep.Hourly), Seconds(keep.Daily), Seconds(keep.Monthly), Seconds(grace),
                new Npgsql.NpgsqlParameter { Value = young, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Boolean },
            ],
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

    private static Npgsql.NpgsqlParameter Seconds(TimeSpan? time) => new() { Value = time?.TotalSeconds ?? 0, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Double };
}
