using System.Text.Json;
using Platform.Judges;
using Platform.Registry.Entries;
using Platform.Restore.Tests.Running;
using Platform.Services;
using Platform.Sources.Postgres.Ddl;

namespace Platform.Restore.Tests.Comparing;

/// <summary>Snapshots that the job took, compared by the job.</summary>
public sealed class DiffTests
{
    private static readonly EntryColumn[] Columns =
    [
        JobStack.Column("id", "integer") with { Nullable = false }, JobStack.Column("part", "text") with { Nullable = false }, JobStack.Column("name", "text"),
        JobStack.Column("total", "numeric(12,2)"), JobStack.Column("made", "timestamptz"), JobStack.Column("tags", "text[]", "list"), JobStack.Column("weight", "double precision"), JobStack.Column("data", "bytea"),
    ];

    /// <summary>DuckDB joins the two snapshots' files fully on the key and counts; and it applies the feed to the first snapshot, which gives the second.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(1)]
    public async Task Diff_OfTwoHours_IsWhatDuckDbFindsByAFullOuterJoin(int parallel)
    {
        using var stack = await RestoreStack.CreateAsync();
        await MakeAsync(stack);
        var entry = JobStack.Entry("orders", Columns) with { Key = ["id", "part"], Parallel = parallel };
        var from = await stack.SnapshotAsync(entry, -1);
        await ChangeAsync(stack);
        var to = await stack.SnapshotAsync(entry);
        var feed = Path.Combine(stack.Jobs.LakeDirectory, "changes.parquet");

        var run = await DiffAsync(from, to, "--key", "id", "--key", "part", "--changes", $"file://{feed}", "--before-image", "--memory", "16");

        Assert.True(run.ExitCode == 0, run.Errors);
        var summary = JsonDocument.Parse(run.Output).RootElement;
        var judged = Ask($"""
            create macro differs(a, b) as a is distinct from b;
            create table o as select * from {Files(from)}; create table n as select * from {Files(to)};
            create table j as select o.id is null as inserted, n.id is null as deleted, o.id is not null and n.id is not null as both_,
              differs(o.name, n.name) as name, differs(o.total, n.total) as total, differs(o.made, n.made) as made, differs(o.tags, n.tags) as tags, differs(o.weight, n.weight) as weight, differs(o.data, n.data) as data
              from o full outer join n on o.id = n.id and o.part = n.part;
            select concat_ws('|', count(*) filter (inserted), count(*) filter (both_ and (name or total or made or tags or weight or data)), count(*) filter (deleted),
              count(*) filter (both_ and not (name or total or made or tags or weight or data)),
              count(*) filter (both_ and name), count(*) filter (both_ and total), count(*) filter (both_ and made), count(*) filter (both_ and tags), count(*) filter (both_ and weight), count(*) filter (both_ and data)) from j;
            """);
        var said = new[] { "inserted", "updated", "deleted", "unchanged" }.Select(name => summary.GetProperty(name).GetInt64()).Concat(Columns.Skip(2).Select(c => Updates(summary, c.Name)));
        Assert.Equal(judged, string.Join('|', said));
        Assert.Equal("4000|5000|3000", string.Join('|', said.Take(3)));
        Assert.Equal("0|0", Ask($"""
            create table f as select * from read_parquet('{feed}');
            create table kept as select o.* from {Files(from)} o anti join f on o.id = f.id and o.part = f.part;
            create table applied as from kept union all select {ColumnNames} from f where "Op" <> 'D';
            create table n as select {ColumnNames} from {Files(to)};
            select (select count(*) from (from applied except all from n)) || '|' || (select count(*) from (from n except all from applied));
            """));
        // Old values of updated rows are those of the first snapshot.
        Assert.Equal("5000|0", Ask($"""
            create table f as select * from read_parquet('{feed}') where "Op" = 'U';
            select count(*) || '|' || count(*) filter (f."BI_name" is distinct from o.name or f."BI_total" is distinct from o.total or f."BI_tags" is distinct from o.tags or f."BI_data" is distinct from o.data)
              from f join {Files(from)} o on o.id = f.id and o.part = f.part;
            """));
    }

    [Fact]
    public async Task Diff_OfParquetAndAvro_ComparesValueByValue()
    {
        using var stack = await RestoreStack.CreateAsync();
        await MakeAsync(stack);
        var entry = JobStack.Entry("orders", Columns) with { Parallel = 1 };
        var parquet = await stack.SnapshotAsync(entry, -1);
        await stack.Database.ExecuteAsync("update orders set name = 'other' where id = 77 and part = 'a'");
        var avro = await stack.SnapshotAsync(entry with { Format = FileFormat.Avro });

        var run = await DiffAsync(parquet, avro, "--key", "id", "--key", "part", "--memory", "16");

        Assert.True(run.ExitCode == 0, run.Errors);
        var summary = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((0, 1, 0, 29_999), (summary.GetProperty("inserted").GetInt64(), summary.GetProperty("updated").GetInt64(), summary.GetProperty("deleted").GetInt64(), summary.GetProperty("unchanged").GetInt64()));
        Assert.Equal(1, Updates(summary, "name"));
        Assert.Equal(60_000, run.Event("compared").GetProperty("rows").GetInt64());
    }

    /// <summary>
    /// Each side has 130 MB of rows. The runtime gives the process 112 MiB and no more: with 16 MiB for rows the comparison ends, and with memory for all of them
    /// it cannot, which shows that the limit is one.
    /// </summary>
    [Fact]
    public async Task Diff_TablesLargerThanTheProcessMayGrow_AreComparedThroughTheDisk()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table orders (id integer primary key, part text, name text); insert into orders select n, md5(n::text), repeat(md5(n::text), 7) from generate_series(1, 450000) n");
        var entry = JobStack.Entry("orders", JobStack.Column("id", "integer"), JobStack.Column("part", "text"), JobStack.Column("name", "text")) with { Parallel = 1 };
        var from = await stack.SnapshotAsync(entry, -1);
        await stack.Database.ExecuteAsync("update orders set part = 'other' where id % 1000 = 0");
        var to = await stack.SnapshotAsync(entry);
        var limit = ("DOTNET_GCHeapHardLimit", "7000000");

        var run = await DiffAsync(from, to, [limit], "--key", "id", "--memory", "16");
        var greedy = await DiffAsync(from, to, [limit], "--key", "id", "--memory", "4096");

        Assert.True(run.ExitCode == 0, run.Errors);
        var done = run.Event("done");
        Assert.Equal((0, 450, 0, 449_550), (done.GetProperty("inserted").GetInt64(), done.GetProperty("updated").GetInt64(), done.GetProperty("deleted").GetInt64(), done.GetProperty("unchanged").GetInt64()));
        Assert.InRange(run.Event("compared").GetProperty("spilled_bytes").GetInt64(), 250_000_000, 350_000_000);
        Assert.InRange(run.Event("compared").GetProperty("held_bytes").GetInt64(), 8 << 20, 16 << 20);
        Assert.Equal((78, "out-of-memory"), (greedy.ExitCode, greedy.Kind));
    }

    [Fact]
    public async Task EnforcedKey_OfRealTables_IsWhatTheirConstraintsSay()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("""
            create table keyed (a integer, "B c" integer not null, c integer not null, d integer not null, e integer, primary key (a, "B c") include (d), unique (c) deferrable, unique (e));
            create table parent (a integer primary key); create table child () inherits (parent); create table loose (a integer not null); create unique index on loose (a) where a > 0;
            create table parted (a integer primary key) partition by range (a); create table parted_all partition of parted default;
            """);
        (string Table, string[] Key, bool IsEnforced)[] expected =
        [
            ("keyed", ["a", "B c"], true), ("keyed", ["B c", "d", "a"], true), ("keyed", ["a"], false), ("keyed", ["c"], true), ("keyed", ["e"], false), ("keyed", ["c", "e"], false), ("keyed", ["d"], false),
            ("keyed", ["c", "none"], false), ("parent", ["a"], false), ("child", ["a"], false), ("loose", ["a"], false), ("parted", ["a"], true),
        ];
        foreach (var (table, key, isEnforced) in expected)
            Assert.True(isEnforced == UniqueKeys.AreEnforced(await RestoredTables.DdlAsync(stack.Database, table), key), $"{table} {string.Join(", ", key)}");
    }

    /// <summary>A masked key may have one value for two, whatever the source's constraints are.</summary>
    [Fact]
    public async Task Diff_OfAMaskedKey_ReadsEveryPart()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table t (id text primary key); insert into t values ('111'), ('211')");
        var entry = JobStack.Entry("t", JobStack.Column("id", "text") with { Mask = Mask.Partial, KeepLast = 2 });
        var (from, to) = (await stack.SnapshotAsync(entry, -1), await stack.SnapshotAsync(entry));
        var run = await DiffAsync(from, to, "--key", "id");
        Assert.Equal((65, "key-not-unique"), (run.ExitCode, run.Kind));
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public async Task Diff_OfATableWithAColumnNamedLikeTheFeeds_HasNoFeedAndSaysSo(string extension)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table t (id integer primary key, op text, bi_id text); insert into t values (1, 'x', 'y')");
        var entry = JobStack.Entry("t", JobStack.Column("id", "integer"), JobStack.Column("op", "text"), JobStack.Column("bi_id", "text"));
        var (from, to) = (await stack.SnapshotAsync(entry, -1), await stack.SnapshotAsync(entry));
        var feed = Path.Combine(stack.Jobs.LakeDirectory, $"changes.{extension}");

        var run = await DiffAsync(from, to, "--key", "id", "--changes", $"file://{feed}");
        Assert.Equal((65, "column-taken", "the feed would have two columns named Op: the table has one of that name"), (run.ExitCode, run.Kind, run.Message));
        Assert.Equal("take the summary, or leave --before-image out if the name begins with BI_", run.Hint);
        Assert.False(File.Exists(feed));
        Assert.Equal(0, (await DiffAsync(from, to, "--key", "id")).ExitCode);
    }

    /// <summary>SIGKILL while rows are on the disk: they have no name there, and the feed is not where it was to be.</summary>
    [Fact]
    public async Task Diff_KilledWhileRowsAreOnTheDisk_LeavesNoneAndTheNextSucceeds()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table t (id integer primary key, v text); insert into t select n, repeat(md5(n::text), 8) from generate_series(1, 200000) n");
        var entry = JobStack.Entry("t", JobStack.Column("id", "integer"), JobStack.Column("v", "text")) with { Parallel = 1 };
        var from = await stack.SnapshotAsync(entry, -1);
        await stack.Database.ExecuteAsync("update t set v = 'other' where id % 2 = 0");
        var to = await stack.SnapshotAsync(entry);
        var (spilled, feeds) = (Directory.CreateDirectory(Path.Combine(stack.Jobs.LakeDirectory, "spilled")), Directory.CreateDirectory(Path.Combine(stack.Jobs.LakeDirectory, "feeds")));
        var environment = new Dictionary<string, string> { ["PLATFORM_LOG"] = "json", ["TMPDIR"] = spilled.FullName };
        string[] arguments = ["--diff", "--from", from, "--to", to, "--key", "id", "--memory", "16", "--changes", $"file://{feeds.FullName}/changes.jsonl"];

        using (var job = new RunningJob(arguments, environment, JobBinary.Restore))
        {
            await Waiting.UntilAsync(() => Task.FromResult(HasSpilled(job.Id)), "rows are on the disk");
            job.Signal("KILL");
            Assert.Equal(137, (await job.EndAsync()).ExitCode);
        }

        AssertNoRows();
        Assert.False(File.Exists(Path.Combine(feeds.FullName, "changes.jsonl")));
        using var next = new RunningJob(arguments, environment, JobBinary.Restore);
        var run = await next.EndAsync();
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(100_000, File.ReadLines(Path.Combine(feeds.FullName, "changes.jsonl")).Count());
        AssertNoRows();

        // Between being made and losing its name a file is empty.
        void AssertNoRows() => Assert.All(spilled.GetFiles("platform-*"), f => Assert.Equal(0, f.Length));

        bool HasSpilled(int process) => Directory.EnumerateFiles($"/proc/{process}/fd").Any(f =>
            new FileInfo(f).LinkTarget is { } target && target.StartsWith(spilled.FullName, StringComparison.Ordinal) && target.EndsWith(" (deleted)", StringComparison.Ordinal));
    }

    /// <summary>Parts whose proofs are equal hold the same rows: they are not read.</summary>
    [Fact]
    public async Task Diff_OfAnUnchangedTable_ReadsNoRow()
    {
        using var stack = await RestoreStack.CreateAsync();
        await MakeAsync(stack);
        var entry = JobStack.Entry("orders", Columns) with { Dedupe = true };
        var (from, to) = (await stack.SnapshotAsync(entry, -1), await stack.SnapshotAsync(entry));
        var feed = Path.Combine(stack.Jobs.LakeDirectory, "changes.jsonl");

        var run = await DiffAsync(from, to, "--key", "id", "--key", "part", "--changes", $"file://{feed}");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(30_000, run.Event("done").GetProperty("unchanged").GetInt64());
        Assert.Equal((0, 30_000), (run.Event("compared").GetProperty("rows").GetInt64(), run.Event("compared").GetProperty("equal_rows").GetInt64()));
        Assert.Equal(0, new FileInfo(feed).Length);
    }

    [Fact]
    public async Task Diff_WhatCannotBeCompared_IsRefusedAndLeavesNoFile()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table orders (id integer, name text); insert into orders values (1, 'secret a'), (2, 'secret b'), (2, 'secret c'), (null, 'secret d')");
        await stack.Database.ExecuteAsync("create table other (id integer primary key)");
        var entry = JobStack.Entry("orders", JobStack.Column("id", "integer"), JobStack.Column("name", "text"));
        var from = await stack.SnapshotAsync(entry, -1);
        await stack.Database.ExecuteAsync("delete from orders where id is null");
        var to = await stack.SnapshotAsync(entry);
        var other = await stack.SnapshotAsync(JobStack.Entry("other", JobStack.Column("id", "integer")));
        var feed = Path.Combine(stack.Jobs.LakeDirectory, "changes.jsonl");
        string[] changes = ["--changes", $"file://{feed}"];

        var noKey = await DiffAsync(from, to, changes);
        var nulls = await DiffAsync(from, to, ["--key", "id", .. changes]);
        var twice = await DiffAsync(to, to, ["--key", "id", .. changes]);
        var tables = await DiffAsync(from, other, ["--key", "id", .. changes]);
        File.WriteAllText(feed, "mine");
        var taken = await DiffAsync(from, to, ["--key", "name", .. changes]);

        Assert.Equal((65, "key-missing"), (noKey.ExitCode, noKey.Kind));
        Assert.Equal((65, "key-null"), (nulls.ExitCode, nulls.Kind));
        // One part against itself: the rows that share a key are found although the parts' proofs are equal.
        Assert.Equal((65, "key-not-unique"), (twice.ExitCode, twice.Kind));
        Assert.Equal((65, "manifest-mismatch"), (tables.ExitCode, tables.Kind));
        Assert.Equal((64, "changes-exist"), (taken.ExitCode, taken.Kind));
        Assert.Equal("mine", await File.ReadAllTextAsync(feed, TestContext.Current.CancellationToken));
        foreach (var run in new[] { noKey, nulls, twice, tables, taken }) Assert.DoesNotContain("secret", run.Errors + run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_PartThatIsDamaged_IsRefusedAndLeavesNoFile()
    {
        using var stack = await RestoreStack.CreateAsync();
        await MakeAsync(stack);
        var entry = JobStack.Entry("orders", Columns);
        var from = await stack.SnapshotAsync(entry, -1);
        await ChangeAsync(stack);
        var to = await stack.SnapshotAsync(entry);
        var bytes = await File.ReadAllBytesAsync(RestoreStack.Part(to), TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(RestoreStack.Part(to), bytes, TestContext.Current.CancellationToken);
        var feed = Path.Combine(stack.Jobs.LakeDirectory, "changes.parquet");

        var run = await DiffAsync(from, to, "--key", "id", "--key", "part", "--changes", $"file://{feed}");

        Assert.Equal((65, "part-damaged"), (run.ExitCode, run.Kind));
        Assert.DoesNotContain(Directory.EnumerateFiles(stack.Jobs.LakeDirectory), f => f.Contains("changes", StringComparison.Ordinal));
    }

    private static string ColumnNames => string.Join(", ", Columns.Select(c => c.Name));

    private static async Task MakeAsync(RestoreStack stack) => await stack.Database.ExecuteAsync("""
        create table orders (id integer, part text, name text, total numeric(12,2), made timestamptz, tags text[], weight double precision, data bytea, primary key (id, part));
        insert into orders select n / 2, case n % 2 when 0 then 'a' else 'b' end, 'name ' || n % 97, n / 7.0, timestamptz '2026-01-01' + n * interval '1 minute',
          case when n % 5 > 0 then array['x' || n % 3, null] end, case n % 11 when 0 then 'NaN' when 1 then null else n / 3.0 end, decode(md5(n::text), 'hex') from generate_series(0, 29999) n;
        """);

    /// <summary>3,000 rows deleted, 4,000 inserted, 5,000 updated in one column or more, and others written again as they were.</summary>
    private static async Task ChangeAsync(RestoreStack stack) => await stack.Database.ExecuteAsync("""
        delete from orders where id < 1500;
        insert into orders (id, part, name, weight) select 100000 + n, 'new', null, 'NaN' from generate_series(1, 4000) n;
        update orders set name = 'other', total = case when id % 2 = 0 then total + 1 else total end where id between 2000 and 3999 and part = 'a';
        update orders set tags = array[null, 'y'], data = null where id between 4000 and 5999 and part = 'b';
        update orders set weight = -1, made = made + interval '1 microsecond' where id between 6000 and 6999 and part = 'a';
        update orders set name = name where id between 7000 and 8000;
        """);

    private static Task<JobRun> DiffAsync(string from, string to, params string[] further) => DiffAsync(from, to, [], further);

    private static async Task<JobRun> DiffAsync(string from, string to, (string Name, string Value)[] variables, params string[] further)
    {
        var environment = variables.Append(("PLATFORM_LOG", "json")).ToDictionary(v => v.Item1, v => v.Item2);
        using var job = new RunningJob(["--diff", "--from", from, "--to", to, .. further], environment, JobBinary.Restore);
        return await job.EndAsync();
    }

    private static long Updates(JsonElement summary, string column) =>
        summary.GetProperty("columns").EnumerateArray().Where(c => c.GetProperty("name").GetString() == column).Select(c => c.GetProperty("updated").GetInt64()).FirstOrDefault();

    private static string Files(string location) => $"read_parquet('{JobStack.PathOf(location)}*.parquet', hive_partitioning = false)";

    private static string Ask(string sql)
    {
        var script = Path.GetTempFileName();
        try
        {
            File.WriteAllText(script, sql);
            return JudgeRunner.Script("duckdb-script.mjs", script).Trim();
        }
        finally
        {
            File.Delete(script);
        }
    }
}
