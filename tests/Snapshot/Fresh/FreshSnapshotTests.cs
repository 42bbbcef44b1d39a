using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Fresh;

/// <summary><c>--prove-only</c>: a snapshot that is taken and proved, and of which nothing is kept.</summary>
public sealed class FreshSnapshotTests
{
    private static readonly Entry Entry = JobStack.Entry("t", JobStack.Column("n", "integer"), JobStack.Column("v", "text"), JobStack.Column("w", "text"));

    private static async Task<(JobStack Stack, string Location)> TakenAsync(Entry entry)
    {
        var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table t (n integer primary key, v text, w text); insert into t select n, 'v' || n, 'w' || n % 7 from generate_series(1, 3000) n");
        var run = await stack.RunAsync(entry);
        Assert.True(run.ExitCode == 0, run.Errors);
        return (stack, run.Location);
    }

    private static async Task<string?> DifferenceAsync(JobStack stack, Entry entry, string location)
    {
        var run = await stack.RunAsync(entry, null, "--prove-only", "--against", location);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal("source", run.Event("proved").GetProperty("against").GetString());
        Assert.False(run.Has("published"));
        return run.Event("fresh").GetProperty("difference").GetString();
    }

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task ProveOnly_AsTheTableMovesOn_SaysHow(FileFormat format)
    {
        var entry = Entry with { Format = format };
        var (stack, location) = await TakenAsync(entry);
        using var _ = stack;
        Assert.Null(await DifferenceAsync(stack, entry, location));

        await stack.Source.ExecuteAsync("update t set v = 'w' where n = 8");
        Assert.Equal("other values in v", await DifferenceAsync(stack, entry, location));
        await stack.Source.ExecuteAsync("update t set v = 'v8' where n = 8; update t set w = case n when 1 then 'w2' else 'w1' end where n in (1, 2)");
        Assert.Equal("the same values, in other rows", await DifferenceAsync(stack, entry, location));
        await stack.Source.ExecuteAsync("insert into t (n) values (5000)");
        Assert.Equal("3,000 rows then, 3,001 now; other values in n", await DifferenceAsync(stack, entry, location));
        var filtered = entry with { Filter = "n < 5000", Columns = [entry.Columns[0], entry.Columns[1] with { Mask = Mask.Null }] };
        Assert.Equal("column w is gone; column v is taken in another form; its entry's filter is another", await DifferenceAsync(stack, filtered, location));
    }

    [Fact]
    public async Task ProveOnly_WithoutALedger_ChangesNothing()
    {
        var (stack, _) = await TakenAsync(Entry);
        using var __ = stack;
        var written = stack.WrittenFiles().ToDictionary(f => f, File.GetLastWriteTimeUtc);
        stack.LedgerUrl = "postgresql://nobody@127.0.0.1:1/none";

        // Long past, which is no matter: nothing is published as of then.
        var run = await stack.RunAsync(Entry, new SnapshotTime(stack.Hour.Value.AddDays(-30)), "--prove-only");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal((3000, null), (run.Event("fresh").GetProperty("rows").GetInt64(), run.Event("fresh").GetProperty("since").GetString()));
        Assert.Equal(written, stack.WrittenFiles().ToDictionary(f => f, File.GetLastWriteTimeUtc));
    }

    [Fact]
    public async Task ProveOnly_WhatASnapshotWouldRefuse_IsRefused()
    {
        var (stack, location) = await TakenAsync(Entry);
        using var _ = stack;
        var other = await stack.RunAsync(Entry with { Source = "other" }, null, "--prove-only", "--against", location);
        Assert.Equal((65, "manifest-mismatch", "the manifest is of shop/public.t, other/public.t was asked for"), (other.ExitCode, other.Kind, other.Message));

        await stack.Source.ExecuteAsync("alter table t rename v to u");
        var drifted = await stack.RunAsync(Entry, null, "--prove-only", "--against", location);
        Assert.Equal((65, "schema-drift"), (drifted.ExitCode, drifted.Kind));
        Assert.Equal("", await stack.Ledger.ScalarAsync<string>("select coalesce(string_agg(error_type, ','), '') from platform.run"));
    }
}
