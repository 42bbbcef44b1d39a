using Platform.ExactlyOnce.Tests.Running;
using Platform.ExactlyOnce.Tests.Watching;
using Platform.Registry.Entries;

namespace Platform.ExactlyOnce.Tests.Racing;

/// <summary>Many small tables t0, t1, t2… in one source.</summary>
internal static class Registry
{
    public static Task CreateTablesAsync(Site site, int count) => site.Source.ExecuteAsync($"""
        do $$ begin
            for n in 0..{count - 1} loop
                execute format('create table t%s as select i::bigint as id, {Load.Amount}::bigint as amount, md5(i::text) as note from generate_series(1, {2 * Load.Batch}) i', n);
            end loop;
        end $$;
        grant select on all tables in schema public to public
        """);

    /// <summary>Every table has one published snapshot, whole, and the ledger agrees.</summary>
    public static async Task AssertEachOnceAsync(Site site, IReadOnlyList<Entry> entries)
    {
        var publications = await site.Ledger.ScalarAsync<long>("select count(*) from platform.publication");
        var missing = 0;
        foreach (var entry in entries)
        {
            if (site.Shown(entry) is { } pointer) Invariants.AssertContent(site.Lake, pointer);
            else missing++;
        }

        Totals.Snapshots(entries.Count - missing, Math.Max(0, publications - entries.Count), missing);
        Assert.Equal(0, missing);
        Assert.Equal(entries.Count, publications);
        Assert.Equal(
            $"{entries.Count} {entries.Count} {entries.Count}",
            await site.Ledger.ScalarAsync<string>("""
                select concat_ws(' ', (select count(*) from platform.run where status = 'succeeded'), (select count(*) from platform.attempt where status = 'published'),
                    (select count(*) from platform.publication where state = 'done'))
                """));
    }
}
