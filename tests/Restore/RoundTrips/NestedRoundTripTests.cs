using Platform.Registry.Entries;
using Platform.Restore.Tests.Running;

namespace Platform.Restore.Tests.RoundTrips;

/// <summary>Composites, arrays of them, ranges, multiranges and hstore, as structs, lists, maps and JSON: put together again exactly.</summary>
public sealed class NestedRoundTripTests
{
    private const string Table = """
        create extension hstore; create type mood as enum ('sad', 'very happy'); create domain price as numeric(8,2) check (value >= 0);
        create type place as (street text, number int, area numeric(12,2), dropped int, at inet, "Odd_1" bytea); alter type place drop attribute dropped;
        create type person as (name text, home place, days date[], feeling mood, cost price, seen timestamptz, raw json, tall double precision, homes place[], note place);
        create table t (
          n integer primary key, home place, people person[], days daterange, numbers int4multirange, times tstzrange, local tsrange, amounts numrange, big int8range, spans tstzmultirange,
          labels hstore, labels_json hstore, labels_text hstore, grid integer[], moments timestamptz[], place_json place, places_json place[], doc jsonb, ages int4range, text_range int8range);
        insert into t values
          (1, row('High "Street" \ é😀', 7, 12.5, '10.0.0.1', '\x00ff'), array[row('Ada', row('a', 1, 0.01, '10.0.0.0/8', ''), '{2024-02-29,null}', 'sad', 1.5, '1969-12-31 23:59:59.999999+00', '{"a" :  [1]}', '-0', '{}', row('x', null, null, null, null)), null,
             row(null, null, null, null, null, null, null, null, null, null)]::person[],
           '[2024-01-01,2024-02-01)', '{[1,3),[7,9)}', '(2024-01-01 00:00:00.000001+00,]', '[2024-01-01,2024-01-01]', '(1.50,2.5]', '[1,5)', '{(,2024-01-01 00:00:00+00),[2025-01-01 00:00:00+00,)}',
           'a=>1, bb=>NULL, ""=>"", "q\"\\ é"=>"\\n"', 'a=>1, b=>NULL', 'a=>"x y"', '{{1,2},{3,null}}', '{2024-02-29 12:00:00+02,infinity}', row('a "b"', 1, 1.50, '10.0.0.1', '\xff'), array[row('c', null, null, null, null), null]::place[], '{"k": [1.50, null]}', '[3,)', '[1,2)'),
          (2, row(null, null, null, null, null), '{}', 'empty', '{}', 'empty', 'empty', 'empty', 'empty', '{}', '', '', '', '{}', '{}', row(null, null, null, null, null), '{}', 'null', 'empty', 'empty'),
          (3, null, null, '(,)', '{(,5)}', '(,)', '(,)', '(,)', '(,)', '{(,)}', null, null, null, null, null, null, null, null, '(,)', '(,)'),
          (4, row('', -1, -9999999999.99, '::1', null), array[row('', row(null, null, null, null, null), '{}', 'very happy', 0, '9999-12-31 23:59:59.999999+00', 'null', '5e-324', array[row('in', 2, 3, null, null), null]::place[], null)]::person[],
           null, null, null, null, null, null, null, null, null, null, '{null}', '{null}', row('', 0, 0, '::', ''), '{null}', '"text"', null, null);
        insert into t select (jsonb_populate_record(t, jsonb_build_object('n', 4 * m + t.n))).* from t, generate_series(1, 500) m;
        create table original as table t;
        """;

    private static readonly EntryColumn[] Place =
    [
        JobStack.Column("number", "integer"), JobStack.Column("street", "text"), JobStack.Column("area", "numeric(12,2)"), JobStack.Column("at", "inet"), JobStack.Column("Odd_1", "bytea"),
    ];

    private static readonly EntryColumn[] Person =
    [
        JobStack.Column("name", "text"), JobStack.Column("home", "place") with { Fields = Place }, JobStack.Column("days", "date[]"), JobStack.Column("feeling", "mood"), JobStack.Column("cost", "numeric(8,2)"),
        JobStack.Column("seen", "timestamptz"), JobStack.Column("raw", "json"), JobStack.Column("tall", "double precision"), JobStack.Column("homes", "place[]") with { Fields = Place }, JobStack.Column("note", "place", "json"),
    ];

    internal static readonly Entry Entry = JobStack.Entry("t",
        JobStack.Column("n", "integer"), JobStack.Column("home", "place") with { Fields = Place }, JobStack.Column("people", "person[]") with { Fields = Person },
        JobStack.Column("days", "daterange", "struct"), JobStack.Column("numbers", "int4multirange", "struct"), JobStack.Column("times", "tstzrange", "struct"), JobStack.Column("local", "tsrange", "struct"),
        JobStack.Column("amounts", "numrange", "struct"), JobStack.Column("big", "int8range", "struct"), JobStack.Column("spans", "tstzmultirange", "struct"),
        JobStack.Column("labels", "hstore"), JobStack.Column("labels_json", "hstore", "json"), JobStack.Column("labels_text", "hstore", "text"), JobStack.Column("grid", "integer[]", "json"), JobStack.Column("moments", "timestamptz[]", "json"),
        JobStack.Column("place_json", "place", "json"), JobStack.Column("places_json", "place[]", "json"), JobStack.Column("doc", "jsonb", "json"), JobStack.Column("ages", "int4range", "struct"), JobStack.Column("text_range", "int8range"));

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Restore_NestedColumns_AreWhatTheyWere(FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync(Table);
        var location = await stack.SnapshotAsync(Entry with { Format = format });
        await stack.Database.ExecuteAsync("update t set home = null, people = '{}', labels = 'a=>2', days = null");

        var run = await stack.RestoreAsync("--mode", "truncate", "--from", location);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(0, await stack.DifferencesAsync("t", "original"));

        var made = await stack.RestoreAsync("--mode", "create", "--from", location, "--into", "public.made");
        Assert.True(made.ExitCode == 0, made.Errors);
        Assert.Equal(0, await stack.DifferencesAsync("made", "original"));
    }

    [Fact]
    public async Task Restore_CompositeWithoutAllFields_IsRefused()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create type pair as (a integer, b text); create table t (p pair); insert into t values (row(1, 'x'))");
        var location = await stack.SnapshotAsync(JobStack.Entry("t", JobStack.Column("p", "pair") with { Fields = [JobStack.Column("a", "integer")] }));
        var run = await stack.RestoreAsync("--mode", "truncate", "--from", location);
        Assert.Equal((65, "type-not-supported"), (run.ExitCode, run.Kind));
        Assert.Equal("No exact way leads from struct<a:int> in the lake back to PostgreSQL's public.pair: the snapshot does not hold all of its fields.", run.Message);
        Assert.Equal(1, await stack.Database.ScalarAsync<long>("select count(*) from t"));
    }
}
