using Platform.Restore.Tests.Running;
using Platform.Services;

namespace Platform.Restore.Tests.Faults;

/// <summary>One target, restored into in one mode by processes that something happens to.</summary>
internal sealed class RestoreCase(TakenGroup group, string mode, TestDatabase target, IReadOnlyDictionary<string, string> definitions)
{
    public static readonly string[] Tables = ["customers", "orders"];

    public TestDatabase Target => target;

    public RunningJob Start(string? faults = null) => RestoreStack.StartWith(faults, target.Url, ["--mode", mode, .. group.Arguments]);

    public async Task<JobRun> RunAsync()
    {
        using var job = Start();
        return await job.EndAsync();
    }

    /// <summary>Ends every session of the restore.</summary>
    public Task<long> CutAsync() => target.ScalarAsync<long>("select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'platform restore' and datname = current_database()) t");

    /// <summary>The server has noticed that the process is gone.</summary>
    public Task LeftAsync() => target.WaitForAsync("not exists (select from pg_stat_activity where application_name = 'platform restore' and datname = current_database())");

    public async Task AssertUntouchedAsync()
    {
        if (mode == "create")
        {
            Assert.Equal(1, await target.ScalarAsync<long>("select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S', 'i')"));
            return;
        }

        Assert.Equal("1 -1, 2 -3", await target.ScalarAsync<string>("select (select count(*) || ' ' || sum(id) from customers) || ', ' || (select count(*) || ' ' || sum(id) from orders)"));
        foreach (var table in Tables) Assert.Equal(definitions[table], await RestoredTables.DefinitionAsync(target, table));
    }

    /// <summary>Everything of the snapshots, and where rows were added what was there before.</summary>
    public async Task AssertCompleteAsync()
    {
        foreach (var table in Tables) Assert.Equal(0, await RestoredTables.DifferencesAsync(group.Source, target, $"(select * from {table} where id > 0)"));
        Assert.Equal(mode == "append" ? 3 : 0, await target.ScalarAsync<long>("select (select count(*) from customers where id < 0) + (select count(*) from orders where id < 0)"));
        Assert.Equal(2, await target.ScalarAsync<long>("select count(*) from pg_constraint where contype = 'f' and convalidated and conrelid in ('customers'::regclass, 'orders'::regclass)"));
        Assert.Equal(5000, await target.ScalarAsync<long>("select pg_sequence_last_value(pg_get_serial_sequence('orders', 'id')::regclass)"));
    }

    /// <summary>Nothing is left of any restore.</summary>
    public async Task AssertNothingLeftAsync() => Assert.Equal(0, await target.ScalarAsync<long>("select count(*) from pg_namespace where nspname like 'platform%'"));

    /// <summary>A restore by somebody else, or again after one that ended: it succeeds, unless everything is there already.</summary>
    public async Task AssertNextSucceedsAsync(bool isThere)
    {
        var next = await RunAsync();
        var expected = (isThere, mode) switch { (true, "create") => "table-exists", (true, "append") => "constraint-violated", _ => null };
        if (expected is null) Assert.True(next.ExitCode == 0, next.Errors);
        else Assert.Equal((65, expected), (next.ExitCode, next.Kind));
        await AssertCompleteAsync();
        await AssertNothingLeftAsync();
        Assert.Equal(1, await target.ScalarAsync<long>("select count(*) from bystander"));
    }
}
