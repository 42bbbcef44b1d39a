using System.Text.Json;
using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Deduplicating;

public sealed class DedupeTests
{
    [Fact]
    public async Task Dedupe_OfAnUnchangedTable_PointsAtTheFilesThereAre()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table t (id integer primary key, word text); insert into t select i, 'word ' || i from generate_series(1, 1000) i");
        var entry = JobStack.Entry("t", JobStack.Column("id", "integer"), JobStack.Column("word", "text")) with { Dedupe = true };

        var first = await TakeAsync(stack, entry, -3);
        // Rewritten in another order: the same rows.
        await stack.Source.ExecuteAsync("update t set word = word where id % 2 = 0");
        var second = await TakeAsync(stack, entry, -2);
        var third = await TakeAsync(stack, entry, -1);
        await stack.Source.ExecuteAsync("update t set word = 'other' where id = 7");
        var changed = await TakeAsync(stack, entry, 0);

        Assert.Equal(first.Location, second.Location);
        Assert.Equal(first.Location, third.Location);
        Assert.NotEqual(first.Location, changed.Location);
        Assert.Equal(2, stack.DataFiles().Count(file => file.EndsWith(".parquet", StringComparison.Ordinal)));
        var owner = first.Location[(first.Location.LastIndexOf('=') + 1)..].TrimEnd('/');
        Assert.Equal(owner, third.Event("published").GetProperty("files_of").GetString());
        Assert.Equal($"2 {owner}", await stack.Ledger.ScalarAsync<string>("select count(*) || ' ' || min(files_of) from platform.attempt where files_of is not null"));

        // Each has a manifest of its own, since each was captured at its own time.
        var manifests = stack.DataFiles().Where(file => file.EndsWith("_manifest.json", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, manifests.Count);
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(stack.LakeDirectory, manifests[1])));
        Assert.Equal(Path.GetRelativePath(stack.LakeDirectory, JobStack.PathOf(first.Location)).TrimEnd('/') + "/", manifest.RootElement.GetProperty("files_at").GetString());
    }

    [Fact]
    public async Task Dedupe_OfComposites_GoesByTheirFields()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create type place as (street text, number int); create table t (id integer primary key, home place); insert into t values (1, row('High Street', 7))");
        EntryColumn[] fields = [JobStack.Column("street", "text"), JobStack.Column("number", "integer")];
        var entry = JobStack.Entry("t", JobStack.Column("id", "integer"), JobStack.Column("home", "place") with { Fields = fields }) with { Dedupe = true };

        var first = await TakeAsync(stack, entry, -2);
        var second = await TakeAsync(stack, entry, -1);
        var otherwise = await TakeAsync(stack, entry with { Columns = [entry.Columns[0], entry.Columns[1] with { Fields = [fields[1], fields[0]] }] }, 0);

        Assert.Equal(first.Location, second.Location);
        Assert.NotEqual(first.Location, otherwise.Location);
    }

    [Fact]
    public async Task Dedupe_OfOtherColumnsOrForms_WritesFilesOfItsOwn()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table t (id integer primary key, word text); insert into t values (1, 'a')");
        var entry = JobStack.Entry("t", JobStack.Column("id", "integer"), JobStack.Column("word", "text")) with { Dedupe = true };

        var first = await TakeAsync(stack, entry, -3);
        var snappy = await TakeAsync(stack, entry with { Compression = Compression.Snappy }, -2);
        var fewer = await TakeAsync(stack, entry with { Compression = Compression.Snappy, Columns = [JobStack.Column("id", "integer")] }, -1);

        Assert.Equal(3, new[] { first.Location, snappy.Location, fewer.Location }.Distinct().Count());
    }

    [Fact]
    public async Task Dedupe_WhoseEarlierFilesAreOnTheirWayOut_KeepsItsOwn()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table t (id integer primary key); insert into t values (1)");
        var entry = JobStack.Entry("t", JobStack.Column("id", "integer")) with { Dedupe = true };
        var first = await TakeAsync(stack, entry, -2);
        var second = await TakeAsync(stack, entry, -1);
        Assert.Equal(first.Location, second.Location);
        // Prune is at the first, by force: what it marked is shared by nobody any more.
        await stack.Ledger.ExecuteAsync("""
            alter table platform.attempt disable trigger user;
            update platform.attempt set status = 'deleting' where files_of is null;
            alter table platform.attempt enable trigger user;
            """);

        var third = await TakeAsync(stack, entry, 0);

        Assert.NotEqual(first.Location, third.Location);
        Assert.True(File.Exists(Path.Combine(JobStack.PathOf(third.Location), "part-00000.parquet")));
    }

    private static async Task<JobRun> TakeAsync(JobStack stack, Entry entry, int hours)
    {
        var run = await stack.RunAsync(entry, new SnapshotTime(stack.Hour.Value.AddHours(hours)), "--accept-late");
        Assert.True(run.ExitCode == 0, run.Errors);
        return run;
    }
}
