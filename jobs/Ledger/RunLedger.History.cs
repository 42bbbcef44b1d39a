using System.Text.Json;
using Platform.Ledger.Protocol;
using Platform.Ledger.Reading;

namespace Platform.Ledger;

/// <summary>Every table's newest snapshots.</summary>
public sealed partial class RunLedger
{
    /// <summary>Steps from table to table through the unique index instead of reading every run there ever was: a thousand tables make nine million runs a year.</summary>
    private const string HistoryQuery = """
        with recursive known as (
            (select source, schema_name, table_name from platform.run order by source, schema_name, table_name limit 1)
            union all
            select after.source, after.schema_name, after.table_name from known cross join lateral (
                select r.source, r.schema_name, r.table_name from platform.run r
                where (r.source, r.schema_name, r.table_name) > (known.source, known.schema_name, known.table_name)
                order by r.source, r.schema_name, r.table_name limit 1) after)
        select to_jsonb(h)::text from (
            select k.source, k.schema_name, k.table_name, newest.schedule, newest.snapshot_time as newest, published.snapshot_time as published,
                since.first as first_since, since.failed as failed_since
            from known k
            cross join lateral (
                select schedule, snapshot_time from platform.run r
                where r.source = k.source and r.schema_name = k.schema_name and r.table_name = k.table_name and r.output = 'main'
                order by snapshot_time desc limit 1) newest
            left join lateral (
                select snapshot_time from platform.run r
                where r.source = k.source and r.schema_name = k.schema_name and r.table_name = k.table_name and r.output = 'main' and published_attempt is not null
                order by snapshot_time desc limit 1) published on true
            cross join lateral (
                select min(snapshot_time) as first, count(*) filter (where status = 'failed') as failed from platform.run r
                where r.source = k.source and r.schema_name = k.schema_name and r.table_name = k.table_name and r.output = 'main'
                  and r.snapshot_time > coalesce(published.snapshot_time, '-infinity')) since
            order by k.source, k.schema_name, k.table_name) h
        """;

    /// <summary>The history of every table that was ever claimed, by source, schema and table.</summary>
    public Task<IReadOnlyList<TableHistory>> HistoryAsync(CancellationToken cancellation) =>
        ReadAsync(HistoryQuery, [], static reader => JsonSerializer.Deserialize(reader.GetString(0), LedgerJson.Default.TableHistory)!, cancellation);
}
