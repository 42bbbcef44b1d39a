using System.Text.Json;
using Platform.Registry.Entries;
using Platform.Registry.Layout;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Types;

/// <summary>Every kind of loss under every policy, from a table to files that others read, each run proved against the source.</summary>
public sealed class LossTests
{
    private const string Table = """
        create table weights (id int, weight numeric, day date, at timestamp, seen timestamptz, coarse timestamp, tags numeric(4,2)[]);
        insert into weights values
          (1, 1.5, '2024-02-29', '2024-02-29 12:00:00.000001', '2024-02-29 12:00:00+02', '2024-02-29 12:00:00.001', '{1.5,null}'),
          (2, null, null, null, null, null, null),
          (3, 'NaN', 'infinity', 'infinity', 'infinity', 'infinity', '{NaN,2}'),
          (4, 99999, '-infinity', '-infinity', '-infinity', '-infinity', '{{1,2},{3,4}}'),
          (5, -99999, '0044-03-15 BC', '0044-03-15 BC', '0044-03-15 00:00:00+00 BC', '0044-03-15 BC', '[0:1]={1,2}'),
          (6, 1000, '10000-01-01', '10000-01-01', '10000-01-01 00:00:00+00', '10000-01-01', '{10,-10}'),
          (7, -99999.99, '0001-01-01', '0001-01-01', '0001-01-01 00:00:00+00', '1969-12-31 23:59:59.9995', '{}'),
          (8, -0.0055, '9999-12-31', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999+00', '9999-12-31 23:59:59.9999', '{0.01}')
        """;

    private static readonly string[] Kinds =
    [
        "at infinity 2", "at out-of-range 2", "coarse fraction-digits 2", "coarse infinity 2", "coarse out-of-range 2", "day infinity 2", "day out-of-range 2",
        "seen infinity 2", "seen out-of-range 2", "tags dimensions 1", "tags first-subscript 1", "tags nan 1",
        "weight fraction-digits 1", "weight nan 1", "weight out-of-range 4",
    ];

    [Fact]
    public async Task Run_OnLossNull_PublishesNullsAndCountsThem()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table);

        var published = await Published.RunAsync(stack, EntryWith(OnLoss.Null));

        Assert.Equal(
            [
                """["1","1.50","19782","1709208000000001","1709200800000000","1709208000001000",["1.50",null]]""",
                """["2",null,null,null,null,null,null]""",
                """["3",null,null,null,null,null,[null,"2.00"]]""",
                """["4",null,null,null,null,null,null]""",
                """["5",null,null,null,null,null,null]""",
                """["6",null,null,null,null,null,["10.00","-10.00"]]""",
                """["7",null,"-719162","-62135596800000000","-62135596800000000",null,[]]""",
                """["8",null,"2932896","253402300799999999","253402300799999999",null,["0.01"]]""",
            ],
            published.Rows);
        await AssertCountedAsync(stack, published, "null");
    }

    [Fact]
    public async Task Run_OnLossClamp_PublishesTheNearestValuesAndCountsThem()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table);

        var published = await Published.RunAsync(stack, EntryWith(OnLoss.Clamp));

        Assert.Equal(
            [
                """["1","1.50","19782","1709208000000001","1709200800000000","1709208000001000",["1.50",null]]""",
                """["2",null,null,null,null,null,null]""",
                """["3",null,"2932896","253402300799999999","253402300799999999","253402300799999000",[null,"2.00"]]""",
                """["4","99.99","-719162","-62135596800000000","-62135596800000000","-62135596800000000",null]""",
                """["5","-99.99","-719162","-62135596800000000","-62135596800000000","-62135596800000000",["1.00","2.00"]]""",
                """["6","99.99","2932896","253402300799999999","253402300799999999","253402300799999000",["10.00","-10.00"]]""",
                """["7","-99.99","-719162","-62135596800000000","-62135596800000000","0",[]]""",
                """["8","-0.01","2932896","253402300799999999","253402300799999999","253402300799999000",["0.01"]]""",
            ],
            published.Rows);
        await AssertCountedAsync(stack, published, "clamp");
    }

    [Fact]
    public async Task Run_OnLossText_PublishesTheExactTextInSidecarsAndCountsThem()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table);

        var published = await Published.RunAsync(stack, EntryWith(OnLoss.Text));

        Assert.Equal(["id", "weight", "weight__raw", "day", "day__raw", "at", "at__raw", "seen", "seen__raw", "coarse", "coarse__raw", "tags", "tags__raw"], published.Columns.Select(c => c.Key));
        Assert.Equal(
            [
                """["1","1.50",null,"19782",null,"1709208000000001",null,"1709200800000000",null,"1709208000001000",null,["1.50",null],null]""",
                """["2",null,null,null,null,null,null,null,null,null,null,null,null]""",
                """["3",null,"NaN",null,"infinity",null,"infinity",null,"infinity",null,"infinity",[null,"2.00"],"{NaN,2.00}"]""",
                """["4",null,"99999",null,"-infinity",null,"-infinity",null,"-infinity",null,"-infinity",null,"{{1.00,2.00},{3.00,4.00}}"]""",
                """["5",null,"-99999",null,"0044-03-15 BC",null,"0044-03-15 00:00:00 BC",null,"0044-03-15 00:00:00+00 BC",null,"0044-03-15 00:00:00 BC",null,"[0:1]={1.00,2.00}"]""",
                """["6",null,"1000",null,"10000-01-01",null,"10000-01-01 00:00:00",null,"10000-01-01 00:00:00+00",null,"10000-01-01 00:00:00",["10.00","-10.00"],null]""",
                """["7",null,"-99999.99","-719162",null,"-62135596800000000",null,"-62135596800000000",null,null,"1969-12-31 23:59:59.9995",[],null]""",
                """["8",null,"-0.0055","2932896",null,"253402300799999999",null,"253402300799999999",null,null,"9999-12-31 23:59:59.9999",["0.01"],null]""",
            ],
            published.Rows);
        await AssertCountedAsync(stack, published, "text");
        using var catalog = JsonDocument.Parse(File.ReadAllText(Path.Combine(stack.LakeDirectory, "_catalog", "test_shop", "weights.json")));
        Assert.Contains("weight__raw", catalog.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Since", "14")]
    [InlineData(OnLoss.Null, """["1",null]""", """["2",null]""", "weight infinity null 2")]
    [InlineData(OnLoss.Clamp, """["1","99.99"]""", """["2","-99.99"]""", "weight infinity clamp 2")]
    [InlineData(OnLoss.Text, """["1",null,"Infinity"]""", """["2",null,"-Infinity"]""", "weight infinity text 2")]
    public async Task Run_InfiniteNumeric_IsHandledAsDeclared(OnLoss policy, string first, string second, string counted)
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table weights (id int, weight numeric); insert into weights values (1, 'Infinity'), (2, '-Infinity')");

        var published = await Published.RunAsync(stack, JobStack.Entry("weights", JobStack.Column("id", "integer"), JobStack.Column("weight", "numeric", "decimal(4,2)") with { OnLoss = policy }));

        Assert.Equal([first, second], published.Rows);
        Assert.Equal(counted, await LossesAsync(stack));
    }

    [Fact]
    public async Task Run_StrictWithALoss_RefusesAndCountsIt()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table);

        var run = await stack.RunAsync(EntryWith(OnLoss.Null) with { Strict = true, Filter = "id in (1, 3)" });

        Assert.Equal((65, "strict-loss"), (run.ExitCode, run.Kind));
        Assert.Equal(
            "values did not arrive exactly and strict: true publishes no loss: weight nan 1, day infinity 1, at infinity 1, seen infinity 1, coarse infinity 1, tags nan 1",
            run.Message);
        Assert.False(run.Has("published"));
        Assert.Equal(6, await stack.Ledger.ScalarAsync<long>("select count(*) from platform.loss"));
    }

    [Fact]
    public async Task Run_StrictWithoutALoss_Publishes()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table);

        var run = await stack.RunAsync(EntryWith(OnLoss.Null) with { Strict = true, Filter = "id in (1, 2)" });

        Assert.True(run.ExitCode == 0, run.Errors);
    }

    [Fact]
    public async Task Run_OnLossFail_RefusesAndSaysTheWaysOut()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Table);

        var run = await stack.RunAsync(EntryWith(OnLoss.Fail));

        Assert.Equal((65, "value-loss", "column weight, row 3: The value is NaN, which decimal(4,2) cannot hold."), (run.ExitCode, run.Kind, run.Message));
        Assert.Equal("say on_loss: null, clamp or text for the column in its entry, give it as: text, or correct the value in the source", run.Hint);
    }

    [Fact]
    public async Task Run_InvalidTextOfSqlAscii_IsHandledAsDeclared()
    {
        using var stack = await JobStack.CreateAsync();
        var database = await stack.Source.ScalarAsync<string>("select 'ascii_' || current_database()");
        await stack.Source.ExecuteAsync($"create database \"{database}\" template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'");
        stack.SourceUrl = stack.Source.Cluster.Url(database);
        await stack.Source.Cluster.ExecuteAsync(database, """
            create table notes (id int, note text, doc jsonb);
            insert into notes values (1, 'plain', '"plain"'), (2, E'caf\xc3\xa9', null), (3, E'caf\xe9', E'"caf\xe9"'), (4, E'\xed\xa0\x80', null), (5, null, null), (6, E'\xe2\x82\xac', null)
            """, TestContext.Current.CancellationToken);
        var entry = JobStack.Entry("notes", JobStack.Column("id", "integer"), JobStack.Column("note", "text") with { OnLoss = OnLoss.Text }, JobStack.Column("doc", "jsonb") with { OnLoss = OnLoss.Null });

        var published = await Published.RunAsync(stack, entry);

        Assert.Equal(
            [
                """["1","plain",null,"\"plain\""]""", """["2","café",null,null]""", """["3",null,"\\x636166e9",null]""", """["4",null,"\\xeda080",null]""", """["5",null,null,null]""",
                """["6","€",null,null]""",
            ],
            published.Rows);
        Assert.Equal("doc invalid-text null 1, note invalid-text text 2", await LossesAsync(stack));
        Assert.Equal("text-not-utf8", (await stack.RunAsync(entry with { Columns = [.. entry.Columns.Select(c => c with { OnLoss = OnLoss.Fail })] }, null, "--force")).Kind);
    }

    private static Entry EntryWith(OnLoss policy) => JobStack.Entry("weights",
        JobStack.Column("id", "integer"),
        JobStack.Column("weight", "numeric", "decimal(4,2)") with { OnLoss = policy },
        JobStack.Column("day", "date") with { OnLoss = policy },
        JobStack.Column("at", "timestamp") with { OnLoss = policy },
        JobStack.Column("seen", "timestamptz") with { OnLoss = policy },
        JobStack.Column("coarse", "timestamp", "millis") with { OnLoss = policy },
        JobStack.Column("tags", "numeric(4,2)[]") with { OnLoss = policy });

    private static async Task AssertCountedAsync(JobStack stack, Published published, string policy)
    {
        var expected = string.Join(", ", Kinds.Select(k => $"{k[..k.LastIndexOf(' ')]} {policy}{k[k.LastIndexOf(' ')..]}"));
        Assert.Equal(expected, await LossesAsync(stack));
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(JobStack.PathOf(published.Run.Location), ObjectLayout.ManifestName)));
        var written = manifest.RootElement.GetProperty("losses").EnumerateArray()
            .Select(l => $"{l.GetProperty("column")} {l.GetProperty("kind")} {l.GetProperty("policy")} {l.GetProperty("count")}");
        Assert.Equal(expected, string.Join(", ", written.Order(StringComparer.Ordinal)));
    }

    private static Task<string> LossesAsync(JobStack stack) => stack.Ledger.ScalarAsync<string>("""
        select string_agg(concat_ws(' ', column_name, kind, policy, count), ', ' order by column_name, kind)
        from platform.loss where attempt_id = (select published_attempt from platform.run)
        """)!;
}
