using System.Globalization;
using Platform.Ledger.Protocol;
using Platform.Ledger.Publications;
using Platform.Ledger.Reading;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using System.Text.Json;

namespace Platform.Ledger;

/// <summary>What people ask of the ledger: an earlier attempt back, <c>_latest</c> held where it is.</summary>
public sealed partial class RunLedger
{
    private const string AttemptsQuery = """
        select to_jsonb(a)::text from platform.attempt a join platform.run r using (run_id)
        where r.source = $1 and r.schema_name = $2 and r.table_name = $3 and r.output = $4 and r.snapshot_time = $5::timestamptz
        order by a.number
        """;

    private const string TimelineQuery = """
        select json_build_object('source', source, 'schema_name', schema_name, 'table_name', table_name, 'snapshot_time', snapshot_time, 'status', status,
            'stale', stale, 'published', published_attempt is not null, 'late', late, 'pruned', pruned_at is not null)::text
        from platform.status where output = 'main' and snapshot_time >= $1::timestamptz
        order by source, schema_name, table_name, snapshot_time
        """;

    private const string FirstTimesQuery = """
        select json_build_object('source', source, 'schema_name', schema_name, 'table_name', table_name, 'snapshot_time', min(snapshot_time), 'status', 'pending')::text
        from platform.run where output = 'main' group by source, schema_name, table_name
        """;

    private const string EarlierRowsQuery = """
        select rows from platform.run
        where source = $1 and schema_name = $2 and table_name = $3 and output = $4 and snapshot_time < $5::timestamptz and published_attempt is not null and rows is not null
        order by snapshot_time desc limit $6
        """;

    /// <summary>Row counts of the snapshots published before one, the newest first, at most so many.</summary>
    public Task<IReadOnlyList<long>> EarlierRowsAsync(SnapshotKey key, int limit, CancellationToken cancellation) =>
        ReadAsync(
            EarlierRowsQuery,
            [
                Text(key.Source), Text(key.Table.Schema), Text(key.Table.Name), Text(key.Output), Text(key.SnapshotTime.ToString()),
                new Npgsql.NpgsqlParameter { Value = limit, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer },
            ],
            static reader => reader.GetInt64(0),
            cancellation);

    /// <summary>Every run since a snapshot time, in brief, by table and time.</summary>
    public Task<IReadOnlyList<TimelineRun>> TimelineAsync(SnapshotTime since, CancellationToken cancellation) =>
        ReadAsync(TimelineQuery, [Text(since.ToString())], static reader => JsonSerializer.Deserialize(reader.GetString(0), LedgerJson.Default.TimelineRun)!, cancellation);

    /// <summary>The first run of every table: before that there was nothing to expect of it.</summary>
    public Task<IReadOnlyList<TimelineRun>> FirstRunsAsync(CancellationToken cancellation) =>
        ReadAsync(FirstTimesQuery, [], static reader => JsonSerializer.Deserialize(reader.GetString(0), LedgerJson.Default.TimelineRun)!, cancellation);

    /// <summary>All attempts at a snapshot, in their order; none where it was never tried.</summary>
    public Task<IReadOnlyList<AttemptStatus>> AttemptsAsync(SnapshotKey key, CancellationToken cancellation) =>
        ReadAsync(
            AttemptsQuery,
            [Text(key.Source), Text(key.Table.Schema), Text(key.Table.Name), Text(key.Output), Text(key.SnapshotTime.ToString())],
            static reader => JsonSerializer.Deserialize(reader.GetString(0), LedgerJson.Default.AttemptStatus)!,
            cancellation);

    /// <summary>Decides that an earlier, kept attempt is the snapshot again, and with it those that were published together with it.</summary>
    /// <param name="key">The snapshot.</param>
    /// <param name="attempt">Which; null for the one before the published one.</param>
    /// <param name="decision">Id of the decision, the caller's: asking again with it gives the same answer.</param>
    /// <param name="above">The highest publication that the catalog shows for the snapshot.</param>
    /// <param name="cancellation">May leave it decided; then the next process to touch the table finishes it.</param>
    /// <exception cref="PlatformException"><c>not-published</c>, <c>nothing-kept</c> (69), <c>unknown-attempt</c> (64), <c>attempt-deleting</c>, <c>attempt-incomplete</c>, <c>group-changed</c> (65), <c>run-leased</c>, <c>clock-skew</c> (75).</exception>
    public async Task<Decision> RollbackAsync(SnapshotKey key, Ulid? attempt, Ulid decision, long? above, CancellationToken cancellation)
    {
        var call = new RollbackCall(
            decision.ToString(), _sender, Time.GetUtcNow(), above, key.Source, key.Table.Schema, key.Table.Name, key.Output, key.SnapshotTime.ToString(), attempt?.ToString());
        var answer = await CallAsync(Stage.Publish, "rollback", call, LedgerJson.Default.RollbackCall, LedgerJson.Default.RollbackAnswer, cancellation).ConfigureAwait(false);
        return answer.Outcome switch
        {
            "decided" => new Decision.Decided(answer.PublicationId!.Value, Id(answer.Attempt)!.Value, Id(answer.Replaces)),
            "already" => new Decision.Already(Id(answer.Attempt)!.Value),
            "intended" => new Decision.Unfinished(answer.Intended!),
            "unknown" when answer.Attempt is null => throw Refused(key, ExitCode.Unavailable, "not-published", $"no snapshot of {key.SnapshotTime} was ever published", "platform status shows which there are"),
            "unknown" => throw Refused(key, ExitCode.Usage, "unknown-attempt", $"{answer.Attempt} is no attempt at the snapshot of {key.SnapshotTime}", "platform rollback TABLE --at TIME --list shows the attempts"),
            "none_kept" => throw Refused(key, ExitCode.Unavailable, "nothing-kept", $"no attempt at the snapshot of {key.SnapshotTime} is kept that is earlier than {answer.Attempt}",
                "prune removes replaced attempts after its grace period; platform rollback TABLE --at TIME --list shows the attempts"),
            "deleting" => throw Refused(key, ExitCode.Data, "attempt-deleting", $"prune has removed attempt {answer.Attempt}, or is at it", "platform rollback TABLE --at TIME --list shows which attempts are kept"),
            "incomplete" => throw Refused(key, ExitCode.Data, "attempt-incomplete", $"attempt {answer.Attempt} is {answer.Status}: only what was published once can be published again",
                "platform rollback TABLE --at TIME --list shows which attempts are kept"),
            "group_changed" => throw Refused(key, ExitCode.Data, "group-changed", $"attempt {answer.Attempt} was published without {Names(key, answer.Holder)}, which readers see together with it now",
                "what is published as one goes back as one: choose an attempt of all of it (platform rollback TABLE --at TIME --list), or take the snapshot again with --force"),
            "leased" => throw Refused(key, ExitCode.TryAgain, "run-leased", $"the snapshot of {key.SnapshotTime} is being made by {answer.Holder}", "wait until it has ended, or stop it, then roll back"),
            "clock_off" => throw ClockOff(answer.LedgerTime, call.ProcessTime),
            _ => throw Unknown("rollback", answer.Outcome),
        };
    }

    /// <summary>Of the runs that the ledger named by their tables: the table's own is that of another output.</summary>
    private static string Names(SnapshotKey key, string? tables) =>
        string.Join(", ", (tables ?? "").Split(", ").Distinct().Select(table => table == $"{key.Table.Schema}.{key.Table.Name}" ? $"another output of {table}" : table));

    /// <summary>Notes that a person holds <c>_latest</c>, of a table and of its group, at a published snapshot; prune and publications leave it there. Called before the catalog is told.</summary>
    /// <returns>Null, or publications of the run that are to be finished first.</returns>
    /// <exception cref="PlatformException"><c>not-published</c> (69).</exception>
    public async Task<IReadOnlyList<long>?> HoldLatestAsync(SnapshotKey key, CancellationToken cancellation)
    {
        var call = new HoldLatestCall(key.Source, key.Table.Schema, key.Table.Name, key.Output, key.SnapshotTime.ToString(), Holder);
        var answer = await CallAsync(Stage.Publish, "hold_latest", call, LedgerJson.Default.HoldLatestCall, LedgerJson.Default.HoldLatestAnswer, cancellation).ConfigureAwait(false);
        return answer.Outcome switch
        {
            "pinned" => null,
            "intended" => answer.Intended,
            "unknown" => throw Refused(key, ExitCode.Unavailable, "not-published", $"no snapshot is published for {key.SnapshotTime}", "platform status shows which there are"),
            _ => throw Unknown("hold_latest", answer.Outcome),
        };
    }

    /// <summary>Notes that <c>_latest</c> goes on again; false where it was not held. Called after the catalog was told.</summary>
    public async Task<bool> ReleaseLatestAsync(string source, TableName table, string output, CancellationToken cancellation)
    {
        var call = new HoldLatestCall(source, table.Schema, table.Name, output, null, Holder);
        var answer = await CallAsync(Stage.Publish, "release_latest", call, LedgerJson.Default.HoldLatestCall, LedgerJson.Default.HoldLatestAnswer, cancellation).ConfigureAwait(false);
        return answer.Outcome == "unpinned";
    }

    private static string Holder { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");

    private static Ulid? Id(string? text) => Ulid.TryParse(text ?? "", out var id) ? id : null;

    private static PlatformException Refused(SnapshotKey key, ExitCode exitCode, string kind, string message, string hint) =>
        new(Stage.Publish, exitCode, message, hint) { Kind = kind, SourceName = key.Source, Table = key.Table.ToString() };
}
