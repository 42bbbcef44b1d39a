using Platform.Ledger.Reading;
using Platform.Registry.Entries;
using Platform.Services;

namespace Platform.Ledger.Tests.Retention;

/// <summary>Published snapshots of one table, put into a ledger as if they had been made long ago.</summary>
internal sealed class History(TestDatabase database, RunLedger ledger, string table = "orders")
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Past the state machine, which would want a whole run for each.</summary>
    public async Task AddAsync(IEnumerable<SnapshotTime> times)
    {
        await database.ExecuteAsync($"""
            set session_replication_role = replica;
            with run as (
                insert into platform.run (source, schema_name, table_name, snapshot_time, status, published_attempt, publication_id, location, ended_at)
                select 'shop', 'public', '{table}', t, 'succeeded', lpad((extract(epoch from t)::bigint / 3600)::text || '{table.GetHashCode(StringComparison.Ordinal) & 0xffff}', 26, '0'), 1, 'file:///lake/', t
                from unnest(array[{string.Join(", ", times.Distinct().Select(time => $"'{time}'"))}]::timestamptz[]) t
                returning run_id, published_attempt, ended_at)
            insert into platform.attempt (attempt_id, run_id, number, fencing, status, holder, started_at, ended_at, location, rows, bytes, captured_at)
            select published_attempt, run_id, 1, run_id, 'published', 'host:1', ended_at, ended_at, 'file:///lake/', 1, 1, ended_at from run
            """, Cancellation);
    }

    /// <summary>What prune would take out of the catalog.</summary>
    public Task<IReadOnlyList<RetainedAttempt>> DueAsync(Keep keep) => ledger.DueAsync("shop", new TableName("public", table), "main", keep, TimeSpan.FromHours(24), young: false, Cancellation);

    /// <summary>What stays after a prune, which is done.</summary>
    public async Task<IReadOnlyList<SnapshotTime>> ThinAsync(Keep keep)
    {
        foreach (var chunk in (await DueAsync(keep)).Chunk(500))
            await database.ExecuteAsync($"update platform.run set pruned_at = clock_timestamp() where run_id in ({string.Join(", ", chunk.Select(attempt => attempt.RunId))})", Cancellation);
        var left = await database.ScalarAsync<string>(
            $"select coalesce(string_agg(to_char(snapshot_time at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), ' ' order by snapshot_time), '') from platform.run where table_name = '{table}' and pruned_at is null", Cancellation);
        return [.. left.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(SnapshotTime.Parse)];
    }
}
