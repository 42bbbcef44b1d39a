using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Types;

/// <summary>Composites, arrays of them, ranges and hstore from a table to files that others read, proved against the source.</summary>
public sealed class NestedTests
{
    private const string Types = """
        create type place as (street text, number int, area numeric(12,2), dropped int, at inet);
        alter type place drop attribute dropped;
        create type person as (name text, home place, days date[]);
        """;

    private static readonly EntryColumn[] PlaceFields =
    [
        JobStack.Column("number", "integer"), JobStack.Column("street", "text"), JobStack.Column("area", "numeric(12,2)"), JobStack.Column("at", "inet"),
    ];

    [Fact]
    public async Task Run_Composites_AreStructs()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Types + """
            create table people (id int, home place, people person[]);
            insert into people values
              (1, row('High Street', 7, 12.5, '10.0.0.1'), array[row('Ada', row('a', 1, 0.01, '10.0.0.0/8'), '{2024-02-29,null}'), null, row(null, null, null)]::person[]),
              (2, row(null, null, null, null), '{}'),
              (3, null, null),
              (4, row('', -1, -99999.99, '::1'), array[row('', row(null, null, null, null), '{}')]::person[])
            """);
        var person = new[] { JobStack.Column("name", "text"), JobStack.Column("home", "place") with { Fields = PlaceFields }, JobStack.Column("days", "date[]") };
        var entry = JobStack.Entry("people", JobStack.Column("id", "integer"), JobStack.Column("home", "place") with { Fields = PlaceFields },
            JobStack.Column("people", "person[]") with { Fields = person });

        var published = await Published.RunAsync(stack, entry);

        Assert.Equal(
            [
                """["1",["7","High Street","12.50","10.0.0.1"],[["Ada",["1","a","0.01","10.0.0.0/8"],["19782",null]],null,[null,null,null]]]""",
                """["2",[null,null,null,null],[]]""",
                """["3",null,null]""",
                """["4",["-1","","-99999.99","::1"],[["",[null,null,null,null],[]]]]""",
            ],
            published.Rows);
        var catalog = File.ReadAllText(Path.Combine(stack.LakeDirectory, "_catalog", "test_shop", "people.json")).Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal);
        Assert.Contains("array<struct<name:string,home:struct<number:int,street:string,area:decimal(12,2),at:string>,days:array<date>>>", catalog, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RangesAsStructs_HoldTheirBounds()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("""
            create table spans (id int, days daterange, times tstzrange, amounts numrange, text int8range);
            insert into spans values
              (1, '[2024-01-01,2024-02-01)', '(2024-01-01 00:00:00+00,]', '(1.50,2.5]', '[1,5)'),
              (2, 'empty', 'empty', 'empty', 'empty'),
              (3, '(,)', '(,)', '(,)', '(,)'),
              (4, null, null, null, null)
            """);
        var entry = JobStack.Entry("spans", JobStack.Column("id", "integer"), JobStack.Column("days", "daterange", "struct"),
            JobStack.Column("times", "tstzrange", "struct"), JobStack.Column("amounts", "numrange", "struct"), JobStack.Column("text", "int8range"));

        var published = await Published.RunAsync(stack, entry);

        Assert.Equal(
            [
                $$"""["1",{{Range("\"19723\"", "\"19754\"", true, false)}},{{Range("\"1704067200000000\"", "null", false, false)}},{{Range("\"1.50\"", "\"2.5\"", false, true)}},"[1,5)"]""",
                $$"""["2",{{Empty}},{{Empty}},{{Empty}},"empty"]""",
                $$"""["3",{{Range("null", "null", false, false)}},{{Range("null", "null", false, false)}},{{Range("null", "null", false, false)}},"(,)"]""",
                """["4",null,null,null,null]""",
            ],
            published.Rows);
    }

    [Fact]
    [Trait("Since", "14")]
    public async Task Run_MultirangesAsStructs_HoldTheirRanges()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("create table spans (id int, numbers int4multirange); insert into spans values (1, '{[1,3),[7,9)}'), (2, '{}'), (3, '{(,5)}'), (4, null)");

        var published = await Published.RunAsync(stack, JobStack.Entry("spans", JobStack.Column("id", "integer"), JobStack.Column("numbers", "int4multirange", "struct")));

        Assert.Equal(
            [
                $$"""["1",[{{Range("\"1\"", "\"3\"", true, false)}},{{Range("\"7\"", "\"9\"", true, false)}}]]""", """["2",[]]""",
                $$"""["3",[{{Range("null", "\"5\"", false, false)}}]]""", """["4",null]""",
            ],
            published.Rows);
    }

    [Fact]
    public async Task Run_Hstore_IsAMap()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("""
            create extension hstore;
            create table labels (id int, labels hstore, as_json hstore);
            insert into labels values (1, 'a=>1, bb=>NULL, ""=>""', 'a=>1'), (2, '', ''), (3, null, null)
            """);

        var published = await Published.RunAsync(stack, JobStack.Entry("labels",
            JobStack.Column("id", "integer"), JobStack.Column("labels", "hstore"), JobStack.Column("as_json", "hstore", "json")));

        Assert.Equal(
            [
                """["1",[["",""],["a","1"],["bb",null]],"{\"a\": \"1\"}"]""",
                """["2",[],"{}"]""",
                """["3",null,null]""",
            ],
            published.Rows);
    }

    [Fact]
    public async Task Run_AsJson_HoldsEveryPart()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync(Types + """
            create table documents (id int, grid int[], times timestamptz[], home place, homes place[], doc jsonb);
            insert into documents values
              (1, '{{1,2},{3,null}}', '{2024-02-29 12:00:00+02,infinity}', row('a "b"', 1, 1.50, '10.0.0.1'), array[row('c', null, null, null)]::place[], '{"k": 1}'),
              (2, '[0:1]={1,2}', '{}', row(null, null, null, null), '{}', 'null'),
              (3, null, null, null, null, null)
            """);

        var published = await Published.RunAsync(stack, JobStack.Entry("documents", JobStack.Column("id", "integer"), JobStack.Column("grid", "integer[]", "json"),
            JobStack.Column("times", "timestamptz[]", "json"), JobStack.Column("home", "place", "json"), JobStack.Column("homes", "place[]", "json"), JobStack.Column("doc", "jsonb", "json")));

        Assert.Equal(
            [
                """["1","[[1,2],[3,null]]","[\"2024-02-29T10:00:00+00:00\",\"infinity\"]","{\"street\":\"a \\\"b\\\"\",\"number\":1,\"area\":1.50,\"at\":\"10.0.0.1\"}","[{\"street\":\"c\",\"number\":null,\"area\":null,\"at\":null}]","{\"k\": 1}"]""",
                """["2","[1,2]","[]","{\"street\":null,\"number\":null,\"area\":null,\"at\":null}","[]","null"]""",
                """["3",null,null,null,null,null]""",
            ],
            published.Rows);
    }

    [Fact]
    public async Task Run_LossesWithinStructs_AreHandledAsTheColumnDeclares()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("""
            create type visit as (day date, cost numeric(6,2));
            create table visits (id int, visit visit, visits visit[]);
            insert into visits values
              (1, row('infinity', 'NaN'), array[row('2024-01-01', 1), row('infinity', 2)]::visit[]),
              (2, row('2024-01-01', 1.5), array[array[row('2024-01-01', 1)]]::visit[])
            """);
        EntryColumn[] fields = [JobStack.Column("day", "date"), JobStack.Column("cost", "numeric(6,2)")];
        var entry = JobStack.Entry("visits", JobStack.Column("id", "integer"), JobStack.Column("visit", "visit") with { Fields = fields, OnLoss = OnLoss.Text },
            JobStack.Column("visits", "visit[]") with { Fields = fields, OnLoss = OnLoss.Text });

        var published = await Published.RunAsync(stack, entry);

        Assert.Equal(
            [
                """["1",[null,null],"(infinity,NaN)",[["19723","1.00"],[null,"2.00"]],"{\"(2024-01-01,1.00)\",\"(infinity,2.00)\"}"]""",
                """["2",["19723","1.50"],null,null,"{{\"(2024-01-01,1.00)\"}}"]""",
            ],
            published.Rows);
        Assert.Equal("visit infinity 1, visit nan 1, visits dimensions 1, visits infinity 1", await stack.Ledger.ScalarAsync<string>(
            "select string_agg(concat_ws(' ', column_name, kind, count), ', ' order by column_name, kind) from platform.loss"));
        Assert.Equal((65, "value-loss"), await RefusedAsync(stack, entry with { Columns = [.. entry.Columns.Select(c => c with { OnLoss = OnLoss.Fail })] }));
    }

    private static async Task<(int Code, string Kind)> RefusedAsync(JobStack stack, Entry entry)
    {
        var run = await stack.RunAsync(entry, null, "--force");
        return (run.ExitCode, run.Kind);
    }

    private static string Empty => Range("null", "null", false, false, true);

    private static string Range(string lower, string upper, bool lowerInclusive, bool upperInclusive, bool empty = false) =>
        $"""[{lower},{upper},"{Flag(lowerInclusive)}","{Flag(upperInclusive)}","{Flag(empty)}"]""";

    private static string Flag(bool value) => value ? "true" : "false";
}
