using System.Text.Json.Nodes;
using Platform.Judges;
using Platform.LocalStack.Cluster;
using Platform.Registry.Entries;
using Platform.Services;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Outputs;

/// <summary>Several formats from one read of the source.</summary>
public sealed class OutputTests
{
    private const int Rows = 3000;

    /// <summary>A type of each storage class, nested ones among them; nulls in all but the key.</summary>
    private const string Table = """
        create table t (id bigint primary key, price numeric(12,2), wide numeric(38,10), ratio double precision, ok boolean, name text, body bytea, d date, at timestamptz, tags text[]);
        insert into t select i, i / 100.0, i * 12345678901234567890.0123456789, i / 3.0, i % 2 = 0, case when i % 5 > 0 then 'naïve ☃ ' || i end,
            decode(md5(i::text), 'hex'), date '1969-12-01' + i, timestamptz '2020-01-01 00:00:00+00' + i * interval '1 second', array['a', i::text, null]
        from generate_series(1, 2999) i;
        insert into t (id) values (3000);
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Entry Entry => JobStack.Entry(
        "t", JobStack.Column("id", "bigint"), JobStack.Column("price", "numeric(12,2)"), JobStack.Column("wide", "numeric(38,10)"), JobStack.Column("ratio", "double precision"),
        JobStack.Column("ok", "boolean"), JobStack.Column("name", "text"), JobStack.Column("body", "bytea"), JobStack.Column("d", "date"), JobStack.Column("at", "timestamptz"),
        JobStack.Column("tags", "text[]", "list")) with
    {
        Key = ["id"],
        // Several row groups, so that each is handed to every output.
        RowGroup = new RowGroup(500, 64L << 20),
        Parallel = 1,
        Outputs = [new Output("text", FileFormat.Csv, Compression.Gzip), new Output("backup", FileFormat.Avro, Compression.Zstd), new Output("lines", FileFormat.JsonLines, Compression.None)],
    };

    [Fact]
    public async Task Run_WithOutputs_PublishesAllOfThemAsOneFromOneDatabaseSnapshot()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table, Cancel);

        var run = await stack.RunAsync(Entry);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(
            "backup avro zstd, lines jsonl none, main parquet zstd, text csv gzip",
            await stack.Ledger.ScalarAsync<string>($"select string_agg(concat_ws(' ', output, format, compression), ', ' order by output) from platform.run where status = 'succeeded' and rows = {Rows}", Cancel));
        Assert.Equal("1 1 1 4", await stack.Ledger.ScalarAsync<string>(
            "select concat_ws(' ', count(distinct publication_id), count(distinct captured_at), count(distinct database_snapshot), count(distinct published_attempt)) from platform.run", Cancel));
        Assert.Equal(
            ["public.t", "public.t@backup", "public.t@lines", "public.t@text"],
            run.Events.Where(e => e.GetProperty("event").GetString() == "published").Select(e => e.GetProperty("table").GetString()));
        var manifests = Manifests(stack);
        Assert.Equal(["backup", "lines", "main", "text"], manifests.Select(m => (string)m["identity"]!["output"]!).Order(StringComparer.Ordinal));
        Assert.Single(manifests.Select(m => m["proof"]!.ToJsonString()).Distinct());
        Assert.Single(manifests.Select(m => m["database"]!.ToJsonString()).Distinct());
        // Each has a catalog table, and lies where the layout says.
        foreach (var (table, format, below) in (ReadOnlySpan<(string, string, string)>)[("t", "parquet", "t/snapshot_date="), ("t__backup", "avro", "t/_output=backup/snapshot_date="), ("t__lines", "jsonl", "t/_output=lines/snapshot_date="), ("t__text", "csv", "t/_output=text/snapshot_date=")])
        {
            foreach (var name in (string[])[table, $"{table}_latest"])
            {
                var catalog = File.ReadAllText(Path.Combine(stack.LakeDirectory, "_catalog", "test_shop", $"{name}.json"));
                Assert.Equal(format, (string)JsonNode.Parse(catalog)!["format"]!);
                Assert.Contains($"/shop/public/{below}", catalog, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Run_WithOutputs_ReadsTheSourceOnce()
    {
        await using var server = await PostgresServer.StartOwnAsync(
            new ClusterOptions { Settings = new Dictionary<string, string> { ["shared_preload_libraries"] = "pg_stat_statements" } }, cancellationToken: Cancel);
        using var stack = await JobStack.CreateAsync(server);
        stack.Proof = "files";
        await stack.Source.ExecuteAsync($"create extension pg_stat_statements; {Table}; select pg_stat_statements_reset()", Cancel);

        var run = await stack.RunAsync(Entry);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal($"1 {Rows}", await stack.Source.ScalarAsync<string>("select concat_ws(' ', sum(calls), sum(rows)) from pg_stat_statements where query ilike 'copy %'", Cancel));
    }

    /// <summary>The values of each, as a reader of another maker finds them in each format, are those of the table.</summary>
    [Fact]
    public async Task Run_WithOutputs_EachIsReadByAnotherMakersReaderAndIsTheTable()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table, Cancel);
        Assert.Equal(0, (await stack.RunAsync(Entry)).ExitCode);

        var parquet = JudgeRunner.Read(Judge.DuckDb, Part(stack, "snapshot_date=", "part-00000.parquet"));
        var avro = JudgeRunner.Read(Judge.Avsc, Part(stack, "_output=backup", "part-00000.avro"));

        Assert.Equal(Rows, parquet.RowCount);
        Assert.Equal(parquet.Rows, avro.Rows);
        var expected = await stack.Source.ScalarAsync<string>(
            "select string_agg(concat_ws('|', id, price, name, tags::text), E'\n' order by id) from (select * from t where id % 100 = 1) t", Cancel);
        Assert.Equal(expected, string.Join('\n', parquet.Rows.Select(row => JsonNode.Parse(row)!.AsArray()).Where(row => Id(row) % 100 == 1).OrderBy(Id).Select(AsSql)));
    }

    [Fact]
    public async Task Run_OverAnHourPublishedBeforeTheOutputCame_RefusesUntilForced()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table, Cancel);
        var with = Entry with { Outputs = [new Output("backup", FileFormat.Avro, Compression.Zstd)] };
        var first = await stack.RunAsync(with with { Outputs = [] });
        Assert.True(first.ExitCode == 0, first.Errors);

        var refused = await stack.RunAsync(with);
        var forced = await stack.RunAsync(with, null, "--force");
        var again = await stack.RunAsync(with);
        var without = await stack.RunAsync(with with { Outputs = [] });

        Assert.Equal((65, "outputs-partly-published"), (refused.ExitCode, refused.Kind));
        Assert.Equal($"of the outputs of shop/public.t, public.t is published for {stack.Hour} already, each at a database snapshot of its own", refused.Message);
        Assert.Equal("--force replaces what is published by all outputs from one read", refused.Hint);
        Assert.True(forced.ExitCode == 0, forced.Errors);
        Assert.True(again.ExitCode == 0 && again.Has("skipped"), again.Errors);
        // An output that has left the entry is in nobody's way.
        Assert.True(without.ExitCode == 0 && without.Has("skipped"), without.Errors);
        Assert.Equal("1", await stack.Ledger.ScalarAsync<string>("select count(distinct publication_id)::text from platform.run", Cancel));
    }

    [Fact]
    public async Task Run_ThatFailsItsCheck_PublishesNoOutput()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table, Cancel);

        var run = await stack.RunAsync(Entry with { Checks = [new Check.Sql("select count(*) = 0 from public.t")] });

        Assert.Equal((65, "check-failed"), (run.ExitCode, run.Kind));
        Assert.Equal("failed failed failed failed", await stack.Ledger.ScalarAsync<string>("select string_agg(status, ' ') from platform.run", Cancel));
        Assert.Equal(1, await stack.Ledger.ScalarAsync<long>("select count(*) from platform.check_result", Cancel));
        Assert.Equal(0, await stack.Ledger.ScalarAsync<long>("select count(*) from platform.publication", Cancel));
    }

    [Fact]
    public async Task Dedupe_OfAnUnchangedTable_SharesTheFilesOfEachOutput()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table, Cancel);
        var entry = Entry with { Dedupe = true, MaxLateness = TimeSpan.FromHours(9) };

        Assert.Equal(0, (await stack.RunAsync(entry, new SnapshotTime(stack.Hour.Value.AddHours(-1)))).ExitCode);
        var second = await stack.RunAsync(entry);

        Assert.True(second.ExitCode == 0, second.Errors);
        Assert.Equal(4, await stack.Ledger.ScalarAsync<long>("select count(*) from platform.attempt where files_of is not null", Cancel));
        Assert.Equal(4, stack.DataFiles().Count(file => Path.GetFileName(file).StartsWith("part-", StringComparison.Ordinal)));
    }

    /// <summary>Keep applies to each output: they are thinned together.</summary>
    [Fact]
    public async Task Run_PrunesEachOutput()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table, Cancel);
        var entry = Entry with { Keep = new Keep(TimeSpan.FromHours(2), null, null), MaxLateness = TimeSpan.FromHours(9) };
        foreach (var hour in (int[])[-3, -2, -1])
        {
            var run = await stack.RunAsync(entry, new SnapshotTime(stack.Hour.Value.AddHours(hour)));
            Assert.True(run.ExitCode == 0, run.Errors);
        }

        await stack.AgeAsync();
        Assert.Equal(0, (await stack.RunAsync(entry)).ExitCode);

        Assert.Equal("backup 2 2, lines 2 2, main 2 2, text 2 2", await stack.Ledger.ScalarAsync<string>(
            "select string_agg(concat_ws(' ', output, kept, gone), ', ' order by output) from (select output, count(*) filter (where pruned_at is null) as kept, count(pruned_at) as gone from platform.run group by output) r", Cancel));
    }

    private static List<JsonNode> Manifests(JobStack stack) =>
        [.. stack.DataFiles().Where(file => file.EndsWith("_manifest.json", StringComparison.Ordinal)).Select(file => JsonNode.Parse(File.ReadAllText(Path.Combine(stack.LakeDirectory, file)))!)];

    private static string Part(JobStack stack, string folder, string name) =>
        Path.Combine(stack.LakeDirectory, stack.DataFiles().Single(file => file.StartsWith($"shop/public/t/{folder}", StringComparison.Ordinal) && Path.GetFileName(file) == name));

    private static long Id(JsonArray row) => long.Parse((string)row[0]!, System.Globalization.CultureInfo.InvariantCulture);

    private static string AsSql(JsonArray row) => string.Join('|', new[] { (string?)row[0], (string?)row[1], (string?)row[5], row[9] is JsonArray tags ? $"{{{string.Join(',', tags.Select(tag => (string?)tag ?? "NULL"))}}}" : null }.OfType<string>());
}
