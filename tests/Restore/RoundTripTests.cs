using System.Text.Json.Nodes;
using Platform.Registry.Entries;
using Platform.Restore.Tests.Running;

namespace Platform.Restore.Tests;

/// <summary>What was taken is put back: the restored table equals the original by EXCEPT ALL both ways, and by its own proof.</summary>
public sealed class RoundTripTests
{
    /// <param name="Type">Of the column.</param>
    /// <param name="As">The entry's form.</param>
    /// <param name="Values">As SQL.</param>
    private sealed record Sample(string Type, string? As, string[] Values);

    /// <summary>Sent in the type's own binary form.</summary>
    private static readonly Sample[] Native =
    [
        new("boolean", null, ["true", "false"]),
        new("smallint", null, ["-32768", "32767", "0"]),
        new("integer", null, ["-2147483648", "2147483647", "0"]),
        new("bigint", null, ["-9223372036854775808", "9223372036854775807", "0"]),
        new("real", null, ["'-0'", "1.5", "'-3.4028235e38'", "'1.4e-45'"]),
        new("double precision", null, ["'-0'", "0.1", "'-1.7976931348623157e308'", "'5e-324'"]),
        new("numeric(9,2)", null, ["0", "-0.01", "9999999.99", "-10000", "1.5"]),
        new("numeric(18,2)", null, ["0", "9999999999999999.99", "-0.1", "10000"]),
        new("numeric(38,10)", null, ["9999999999999999999999999999.9999999999", "-0.0000000001", "0", "18446744073709551616", "10000000000000000"]),
        new("numeric(38,38)", null, ["0.99999999999999999999999999999999999999", "-0.00000000000000000000000000000000000001", "0"]),
        new("numeric(5,-2)", null, ["0", "9999900", "-100"]),
        new("numeric(3,5)", null, ["0.00999", "-0.00001"]),
        new("numeric", "decimal(20,6)", ["1.5", "-99999999999999.999999"]),
        new("money", null, ["'-92233720368547758.08'", "'0.01'"]),
        new("text", null, ["''", "'a'", "'é😀'", "E'\\t\\n\\\\'", "repeat('x', 100000)"]),
        new("varchar(20)", null, ["'ab '", "''"]),
        new("char(5)", null, ["'ab'", "''", "'abcde'"]),
        new("char(5)", "trimmed", ["'ab'", "'abcde'"]),
        new("name", null, ["'ab'"]),
        new("public.citext", null, ["'Ab'"]),
        new("public.mood", null, ["'sad'", "'very happy'"]),
        new("json", null, ["'{\"a\" :1}'", "'null'"]),
        new("jsonb", null, ["'{\"a\": [1, null, \"é\"]}'", "'0'"]),
        new("public.price", null, ["12.50", "0"]),
        new("uuid", null, ["'00000000-0000-0000-0000-000000000000'", "'01234567-89ab-cdef-fedc-ba9876543210'"]),
        new("uuid", "uuid", ["'ffffffff-ffff-ffff-ffff-ffffffffffff'", "'01234567-89ab-cdef-fedc-ba9876543210'"]),
        new("bytea", null, ["''", "'\\x00deadbeef'"]),
        new("date", null, ["'0001-01-01'", "'9999-12-31'", "'1970-01-01'", "'2000-02-29'"]),
        new("timestamp", null, ["'0001-01-01'", "'9999-12-31 23:59:59.999999'", "'1969-12-31 23:59:59.999999'"]),
        new("timestamptz", null, ["'0001-01-01 00:00:00+00'", "'9999-12-31 23:59:59.999999+00'"]),
        new("timestamptz", "millis", ["'1969-12-31 23:59:59.999+00'", "'2026-01-01 00:00:00.001+00'"]),
        new("oid", null, ["0", "4294967295"]),
        new("xid", null, ["'4294967295'"]),
        new("xid8", null, ["'9223372036854775807'"]),
        new("text[]", null, ["'{}'", "'{a,NULL,\"\",\"é 😀\"}'"]),
        new("integer[]", null, ["'{}'", "'{1,NULL,-3}'"]),
        new("numeric(12,2)[]", "list", ["'{1.50,-0.01,NULL}'"]),
        new("public.mood[]", null, ["'{sad,\"very happy\"}'"]),
        new("timestamptz[]", null, ["'{\"2020-01-01 00:00:00+00\",NULL}'"]),
    ];

    /// <summary>Staged as text and cast by the server.</summary>
    private static readonly Sample[] Staged =
    [
        new("numeric(50,2)", null, ["123456789012345678901234567890123456789012345678.99", "-1"]),
        new("numeric", null, ["1.500", "'NaN'", "-0.000000000000000000000000000000000000000000001", "1e100"]),
        new("\"char\"", null, ["'a'"]),
        new("xml", null, ["'<a>é</a>'", "'text'"]),
        new("tsvector", null, ["'a:1 b:2'"]),
        new("inet", null, ["'10.0.0.1'", "'10.0.0.0/8'", "'::1'"]),
        new("cidr", null, ["'10.0.0.0/8'"]),
        new("macaddr", null, ["'08:00:2b:01:02:03'"]),
        new("bit(3)", null, ["'101'"]),
        new("bit varying(8)", null, ["'1010'", "''"]),
        new("pg_lsn", null, ["'16/B374D848'"]),
        new("point", null, ["'(1.5,-2)'"]),
        new("interval", null, ["'1 year 2 mons -3 days 04:05:06.789'", "'-1 us'"]),
        new("time", null, ["'23:59:59.999999'", "'24:00'"]),
        new("timetz", null, ["'12:00:00.5+02:30'"]),
        new("int4range", null, ["'[1,5)'", "'empty'", "'(,)'"]),
        new("timestamptz", "text", ["'infinity'", "'4000-01-01 BC'"]),
        new("numeric[]", null, ["'{1.500,NaN}'"]),
        new("inet[]", null, ["'{10.0.0.1,NULL}'"]),
        new("integer[]", "text", ["'{{1,2},{3,4}}'", "'[0:1]={1,2}'"]),
        new("public.pair", "text", ["'(1,\"a b\")'", "'(,)'"]),
    ];

    /// <summary>All of them, for the test that holds them to the type table.</summary>
    internal static IEnumerable<(string Type, string? As)> Samples => Native.Concat(Staged).Select(s => (s.Type, s.As));

    [Theory]
    [InlineData(false, FileFormat.Parquet)]
    [InlineData(true, FileFormat.Parquet)]
    [InlineData(false, FileFormat.Avro)]
    [InlineData(true, FileFormat.Avro)]
    public async Task Truncate_EveryType_PutsBackWhatWasTaken(bool staged, FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        var samples = staged ? Staged : Native;
        await stack.Database.ExecuteAsync($"""
            create extension if not exists citext;
            create type mood as enum ('sad', 'very happy'); create domain price as numeric(8,2) check (value >= 0); create type pair as (a integer, b text);
            create table t (n integer primary key, {string.Join(", ", samples.Select((s, i) => $"v{i} {s.Type}"))});
            insert into t select n, {string.Join(", ", samples.Select(ValueOf))} from generate_series(0, 2500) n;
            create table original as table t;
            """);
        var columns = samples.Select((s, i) => JobStack.Column($"v{i}", s.Type == "public.price" ? "numeric(8,2)" : s.Type.Replace("public.", "", StringComparison.Ordinal), s.As));
        var location = await stack.SnapshotAsync(JobStack.Entry("t", [JobStack.Column("n", "integer"), .. columns]) with { Format = format });
        await stack.Database.ExecuteAsync("delete from t where n % 3 = 0; update t set v0 = null, v1 = null");

        var run = await stack.RestoreAsync("--mode", "truncate", "--from", location);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.True(run.Has("proved"));
        Assert.Equal(staged ? 1 : 0, run.Event("planned").GetProperty("staged").GetInt32());
        Assert.Equal(2501, await stack.Database.ScalarAsync<long>("select count(*) from t join original using (n)"));
        for (var i = 0; i < samples.Length; i++)
        {
            // A decimal has the fraction digits of its form; all else is the same to the last character.
            var differs = samples[i].As?.StartsWith("decimal", StringComparison.Ordinal) == true ? $"t.v{i} is distinct from o.v{i}" : $"concat(t.v{i}) <> concat(o.v{i}) or num_nulls(t.v{i}) <> num_nulls(o.v{i})";
            Assert.True(await stack.Database.ScalarAsync<long>($"select count(*) from t join original o using (n) where {differs}") == 0, $"{samples[i].Type} {samples[i].As}");
        }

        Assert.Equal(0, (await stack.RestoreIntoAsync("postgresql://nobody@nowhere/none", "--verify", "--from", location)).ExitCode);
    }

    /// <summary>Nulls and the values in turn, out of step from column to column.</summary>
    private static string ValueOf(Sample sample, int index) =>
        $"case (n + {index}) % {sample.Values.Length + 1} {string.Concat(sample.Values.Select((v, i) => $"when {i} then ({v})::{sample.Type} "))}end";

    [Fact]
    public async Task Truncate_SidecarOfLosses_PutsTheExactValuesBack()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("""
            create table t (n integer, v numeric, w timestamptz);
            insert into t values (1, 1.5, '2026-01-01'), (2, 'NaN', 'infinity'), (3, 1e30, null), (4, null, '-infinity'), (5, 0.1234567, '4000-01-01 BC');
            create table original as table t;
            """);
        var location = await stack.SnapshotAsync(JobStack.Entry("t", JobStack.Column("n", "integer"),
            JobStack.Column("v", "numeric", "decimal(20,6)") with { OnLoss = OnLoss.Text }, JobStack.Column("w", "timestamptz") with { OnLoss = OnLoss.Text }));
        await stack.Database.ExecuteAsync("truncate t");

        var run = await stack.RestoreAsync("--mode", "truncate", "--from", location);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(0, await stack.Database.ScalarAsync<long>("select count(*) from ((table t except all table original) union all (table original except all table t)) d"));
    }

    [Fact]
    public async Task Truncate_LostValues_AreRefusedUnlessAllowedByName()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table t (n integer, v numeric); insert into t values (1, 1.5), (2, 'NaN')");
        var location = await stack.SnapshotAsync(JobStack.Entry("t", JobStack.Column("n", "integer"), JobStack.Column("v", "numeric", "decimal(20,6)") with { OnLoss = OnLoss.Null }));

        var refused = await stack.RestoreAsync("--mode", "truncate", "--from", location);
        Assert.Equal((65, "snapshot-not-exact"), (refused.ExitCode, refused.Kind));
        Assert.Equal("The snapshot is no exact copy of public.t:\n  column v lost 1 values (nan, null)", refused.Message);
        Assert.Equal("1.5,NaN", await stack.Database.ScalarAsync<string>("select string_agg(v::text, ',' order by n) from t"));

        var allowed = await stack.RestoreAsync("--mode", "truncate", "--from", location, "--allow", "v");
        Assert.True(allowed.ExitCode == 0, allowed.Errors);
        Assert.Equal("1.500000,-", await stack.Database.ScalarAsync<string>("select string_agg(coalesce(v::text, '-'), ',' order by n) from t"));
    }

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Truncate_ThousandColumns_PutsThemBack(FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        string[] types = ["integer", "text", "numeric(12,2)", "timestamptz"];
        var columns = Enumerable.Range(0, 1000).Select(i => JobStack.Column($"c{i}", types[i % 4])).ToArray();
        await stack.Database.ExecuteAsync($"""
            create table wide ({string.Join(", ", columns.Select(c => $"{c.Name} {c.Type}"))});
            insert into wide (c0, c1, c2, c3, c996, c999) select n, n::text, n / 100.0, now(), -n, now() from generate_series(1, 1500) n;
            create table original as table wide;
            """);
        var location = await stack.SnapshotAsync(JobStack.Entry("wide", columns) with { Format = format });
        await stack.Database.ExecuteAsync("delete from wide");

        var run = await stack.RestoreAsync("--mode", "truncate", "--from", location);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(0, await stack.DifferencesAsync("wide", "original"));
    }

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Truncate_EmptyTableAndPartitionedParent_PutBothBack(FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("""
            create table empty (n integer);
            create table parts (n integer, at date) partition by range (at);
            create table parts_a partition of parts for values from ('2026-01-01') to ('2026-02-01');
            create table parts_b partition of parts for values from ('2026-02-01') to ('2026-03-01') partition by list (n);
            create table parts_b0 partition of parts_b default;
            insert into parts select n, '2026-01-15'::date + n % 28 from generate_series(1, 3000) n;
            create table original as table parts;
            """);
        var empty = await stack.SnapshotAsync(JobStack.Entry("empty", JobStack.Column("n", "integer")) with { Format = format });
        var parts = await stack.SnapshotAsync(JobStack.Entry("parts", JobStack.Column("n", "integer"), JobStack.Column("at", "date")) with { Format = format });
        await stack.Database.ExecuteAsync("insert into empty values (1); delete from parts where n > 10");

        var run = await stack.RestoreAsync("--mode", "truncate", "--from", empty, "--from", parts);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(0, await stack.Database.ScalarAsync<long>("select count(*) from empty"));
        Assert.Equal(0, await stack.DifferencesAsync("parts", "original"));
    }

    [Fact]
    public async Task Truncate_TablesThatReferToEachOther_AreRestoredTogetherInAnyOrder()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("""
            create table customers (id integer primary key);
            create table orders (id bigint generated always as identity primary key, customer integer not null references customers, doubled integer generated always as (customer * 2) stored);
            create table log (what text);
            insert into customers select generate_series(1, 50); insert into orders (customer) select 1 + n % 50 from generate_series(1, 500) n;
            create function note() returns trigger language plpgsql as $$ begin insert into public.log values (tg_op); new.customer = 1; return new; end $$;
            create trigger noted before insert on orders for each row execute function note();
            create table original as table orders;
            """);
        var customers = await stack.SnapshotAsync(JobStack.Entry("customers", JobStack.Column("id", "integer")));
        var orders = await stack.SnapshotAsync(JobStack.Entry("orders", JobStack.Column("id", "bigint"), JobStack.Column("customer", "integer"), JobStack.Column("doubled", "integer")));

        var alone = await stack.RestoreAsync("--mode", "truncate", "--from", customers);
        Assert.Equal((65, "table-referenced"), (alone.ExitCode, alone.Kind));
        await stack.Database.ExecuteAsync("truncate customers, orders; alter sequence orders_id_seq restart with 3");
        var run = await stack.RestoreAsync("--mode", "truncate", "--from", orders, "--table", "public.orders", "--from", customers);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(0, await stack.DifferencesAsync("orders", "original"));
        // The trigger slept, and is awake again; the sequence goes on behind the restored rows.
        Assert.Equal(0, await stack.Database.ScalarAsync<long>("select count(*) from log"));
        Assert.Equal(501, await stack.Database.ScalarAsync<long>("insert into orders (customer) values (7) returning id"));
        Assert.Equal(1, await stack.Database.ScalarAsync<long>("select count(*) from log"));
    }

    [Fact]
    public async Task Append_BesideOtherRows_AddsExactlyTheSnapshots()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table t (n integer primary key, v text); insert into t select n, 'v' || n from generate_series(1, 2000) n");
        var location = await stack.SnapshotAsync(JobStack.Entry("t", JobStack.Column("n", "integer"), JobStack.Column("v", "text")));
        await stack.Database.ExecuteAsync("create table copy (like t including all); insert into copy values (0, 'mine')");

        var run = await stack.RestoreAsync("--mode", "append", "--from", location, "--into", "public.copy");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(2001, await stack.Database.ScalarAsync<long>("select count(*) from copy"));

        var again = await stack.RestoreAsync("--mode", "append", "--from", location, "--into", "public.copy");
        Assert.Equal((65, "constraint-violated"), (again.ExitCode, again.Kind));
        Assert.Equal("The rows of the snapshot would violate constraint copy_pkey (23505).", again.Message);
        Assert.Equal("the target holds such a row already: --mode truncate replaces its content", again.Hint);
        Assert.Equal(2001, await stack.Database.ScalarAsync<long>("select count(*) from copy"));
    }

    [Fact]
    public async Task Truncate_SnapshotThatSharesFiles_RestoresFromWhereTheyAre()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("create table t (n integer primary key, v text); insert into t select n, 'v' || n from generate_series(1, 2000) n; create table original as table t");
        var entry = JobStack.Entry("t", JobStack.Column("n", "integer"), JobStack.Column("v", "text")) with { Dedupe = true };
        var first = await stack.SnapshotAsync(entry, -1);
        Assert.Equal(first, await stack.SnapshotAsync(entry));
        var manifest = Directory.EnumerateFiles(stack.Jobs.LakeDirectory, "_manifest.json", SearchOption.AllDirectories).Single(m => !m.StartsWith(JobStack.PathOf(first), StringComparison.Ordinal));
        var shared = Path.GetDirectoryName(manifest)!;
        Assert.False(File.Exists(Path.Combine(shared, "part-00000.parquet")));
        await stack.Database.ExecuteAsync("delete from t where n > 7");

        var run = await stack.RestoreAsync("--mode", "truncate", "--from", $"file://{shared}");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(0, await stack.DifferencesAsync("t", "original"));

        var written = await File.ReadAllTextAsync(manifest);
        foreach (var elsewhere in new[] { "../../../etc", "other/public/t/x", "src/public/t/../../x" })
        {
            var changed = JsonNode.Parse(written)!;
            changed["files_at"] = elsewhere.Replace("src", (string)changed["identity"]!["source"]!, StringComparison.Ordinal);
            await File.WriteAllTextAsync(manifest, changed.ToJsonString());
            var led = await stack.RestoreAsync("--mode", "truncate", "--from", $"file://{shared}");
            Assert.Equal((65, "manifest-damaged"), (led.ExitCode, led.Kind));
        }

        await File.WriteAllTextAsync(manifest, written);
        var copy = Path.Combine(stack.Jobs.LakeDirectory, "copy");
        Directory.CreateDirectory(copy);
        File.Copy(manifest, Path.Combine(copy, "_manifest.json"));
        var astray = await stack.RestoreAsync("--mode", "truncate", "--from", $"file://{copy}");
        Assert.Equal((65, "files-elsewhere"), (astray.ExitCode, astray.Kind));
    }
}
