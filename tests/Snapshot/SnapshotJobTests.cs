using System.Text.Json;
using Platform.Registry.Layout;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests;

public sealed class SnapshotJobTests
{
    [Fact]
    public async Task Run_SmallTable_PublishesOnceThenSkips()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("""
            create table orders (order_id bigint primary key, status text not null, total numeric(12,2), created_at timestamptz not null default now());
            insert into orders select i, case when i % 2 = 0 then 'paid' else 'new' end, i / 100.0, now() from generate_series(1, 5000) i;
            """);
        var entry = JobStack.Entry("orders", JobStack.Column("order_id", "bigint"), JobStack.Column("status", "text"),
            JobStack.Column("total", "numeric(12,2)"), JobStack.Column("created_at", "timestamptz"));

        var first = await stack.RunAsync(entry);
        Assert.True(first.ExitCode == 0, first.Errors);
        Assert.Equal(5000, first.Event("published").GetProperty("rows").GetInt64());
        var again = await stack.RunAsync(entry);

        Assert.Equal(0, again.ExitCode);
        Assert.True(again.Has("skipped"));
        Assert.Equal(first.Location, again.Event("skipped").GetProperty("location").GetString());
        Assert.Equal(["_manifest.json", "part-00000.parquet"], Directory.GetFiles(JobStack.PathOf(first.Location)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Equal("succeeded 1 1 5000", await stack.Ledger.ScalarAsync<string>("""
            select concat_ws(' ', status, attempts, (select count(*) from platform.publication where state = 'done'), rows) from platform.run
            """));
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(JobStack.PathOf(first.Location), ObjectLayout.ManifestName)));
        Assert.Equal(1, manifest.RootElement.GetProperty("version").GetInt32());
        Assert.Equal(5000, manifest.RootElement.GetProperty("proof").GetProperty("rows").GetInt64());
        Assert.Contains("PRIMARY KEY (order_id)", manifest.RootElement.GetProperty("ddl").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ForcedAfterChange_ReplacesAndKeepsTheReplacedAttempt()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table t (id int primary key); insert into t values (1), (2)");
        var entry = JobStack.Entry("t", JobStack.Column("id", "integer"));
        var first = await stack.RunAsync(entry);
        await stack.Source.ExecuteAsync("insert into t values (3)");

        var second = await stack.RunAsync(entry, null, "--force");

        Assert.True(second.ExitCode == 0, second.Errors);
        Assert.NotEqual(first.Location, second.Location);
        Assert.True(Directory.Exists(JobStack.PathOf(first.Location)));
        Assert.Equal(second.Location, await stack.Ledger.ScalarAsync<string>("select location from platform.run"));
        var catalog = File.ReadAllText(Path.Combine(stack.LakeDirectory, "_catalog", "test_shop", "t.json"));
        Assert.Contains(second.Location, catalog, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Location, catalog, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EmptyTable_PublishesAFileWithoutRows()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table empty (id int, name text)");

        var run = await stack.RunAsync(JobStack.Entry("empty", JobStack.Column("id", "integer"), JobStack.Column("name", "text")));

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(0, run.Event("published").GetProperty("rows").GetInt64());
        Assert.Equal(1, run.Event("published").GetProperty("files").GetInt64());
    }
}
