using System.Text.Json;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Types;

/// <summary>Tables of other shapes than most, from the database to files that others read, each run proved against the source.</summary>
public sealed class UnusualTablesTests
{
    private const int Width = 1000;

    [Fact]
    public async Task Run_ThousandColumns_HoldsEveryValueAndNull()
    {
        const int Rows = 60;
        using var stack = await JobStack.CreateAsync();
        string[] types = ["integer", "text", "boolean"];
        await stack.Source.ExecuteAsync($"create table wide ({string.Join(", ", Enumerable.Range(0, Width).Select(c => $"c{c} {types[c % 3]}"))})");
        await stack.Source.ExecuteAsync($"insert into wide values {string.Join(", ", Enumerable.Range(0, Rows).Select(n => $"({string.Join(", ", Enumerable.Range(0, Width).Select(c => Value(n, c) is { } value ? $"'{value}'" : "null"))})"))}");

        var published = await Published.RunAsync(stack, JobStack.Entry("wide", [.. Enumerable.Range(0, Width).Select(c => JobStack.Column($"c{c}", types[c % 3]))]));

        Assert.Equal(Width, published.Columns.Count);
        Assert.Equal(Enumerable.Range(0, Rows).Select(n => JsonSerializer.Serialize(Enumerable.Range(0, Width).Select(c => Value(n, c)))), published.Rows);

        static string? Value(int n, int c) => (n + c) % 7 == 0 ? null : (c % 3) switch { 0 => $"{(n * Width) - c}", 1 => c % 2 == 0 ? "" : $"{n}:{c % 10}", _ => (n + c) % 2 == 0 ? "true" : "false" };
    }

    [Fact]
    public async Task Run_DocumentsOfJsonb_AreTheServersText()
    {
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync("""
            create table documents (id int primary key, doc jsonb, other jsonb);
            insert into documents select i,
                case when i % 11 = 0 then null else (select jsonb_object_agg('key ' || k || ' ☃', jsonb_build_array(k * i, md5((k * i)::text), null, i % 2 = 0, jsonb_build_object('deep', k / 7.0))) from generate_series(1, i % 150) k) end,
                jsonb_build_object('same', 'in every row')
            from generate_series(1, 1500) i
            """);

        var published = await Published.RunAsync(stack, JobStack.Entry("documents", JobStack.Column("id", "integer"), JobStack.Column("doc", "jsonb"), JobStack.Column("other", "jsonb")) with { Parallel = 1 });

        Assert.Equal(1500, published.Rows.Count);
        await using var connection = await stack.Source.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("select id::text, doc::text, other::text from documents", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = published.Rows.Select(row => JsonSerializer.Deserialize<List<string?>>(row)!).ToDictionary(row => row[0]!);
        while (await reader.ReadAsync())
            Assert.Equal(new List<string?> { reader.GetString(0), await reader.IsDBNullAsync(1) ? null : reader.GetString(1), reader.GetString(2) }, found[reader.GetString(0)]);
    }

    [Fact]
    public async Task Run_ColumnsOfNullsOnly_AreNullsAndCostNothing()
    {
        const int Rows = 20_000;
        string[] types = ["boolean", "integer", "bigint", "double precision", "numeric(12,2)", "numeric(38,4)", "text", "bytea", "uuid", "date", "timestamptz", "jsonb", "text[]"];
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync($"create table nothing ({string.Join(", ", types.Select((t, i) => $"c{i} {t}"))}); insert into nothing select from generate_series(1, {Rows})");

        var published = await Published.RunAsync(stack, JobStack.Entry("nothing", [.. types.Select((t, i) => JobStack.Column($"c{i}", t))]));

        Assert.Equal(Rows, published.Rows.Count);
        Assert.Equal([$"[{string.Join(',', types.Select(_ => "null"))}]"], published.Rows.Distinct());
        Assert.InRange(published.Run.Event("published").GetProperty("bytes").GetInt64(), 1, 16 << 10);
    }

    [Fact]
    public async Task Run_TextsOfFewValues_CostAFewBitsEach()
    {
        const int Rows = 100_000;
        using var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync($"create table statuses as select (array['a status of many characters', 'another status of many characters', '', null])[1 + hashint4(i) & 3] as status from generate_series(1, {Rows}) i");

        var published = await Published.RunAsync(stack, JobStack.Entry("statuses", JobStack.Column("status", "text")));

        Assert.Equal(
            await stack.Source.ScalarAsync<string>("select string_agg(concat(status, ' ', n), ', ' order by status nulls first) from (select status, count(*) n from statuses group by status) s"),
            string.Join(", ", published.Rows.GroupBy(r => JsonSerializer.Deserialize<string?[]>(r)![0]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}")));
        // Two bits a row for the value and its null, and what the file says about itself.
        Assert.InRange(published.Run.Event("published").GetProperty("bytes").GetInt64(), 1, (Rows * 4 / 8) + 4096);
    }
}
