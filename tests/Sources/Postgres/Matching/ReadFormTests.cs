using System.Text;
using Npgsql;
using Platform.Registry.Entries;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Tests.Session;

namespace Platform.Sources.Postgres.Tests.Matching;

/// <summary>Every type by the expression that reads it: what arrives must be PostgreSQL's own text form, as a plain SELECT shows it.</summary>
public sealed class ReadFormTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> TextForms => new()
    {
        { "inet", "'10.0.0.1'", "10.0.0.1" },
        { "inet", "'10.0.0.1/8'", "10.0.0.1/8" },
        { "cidr", "'10.0.0.0/8'", "10.0.0.0/8" },
        { "macaddr", "'08:00:2b:01:02:03'", "08:00:2b:01:02:03" },
        { "\"char\"", "'a'", "a" },
        { "xml", "'<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>'", "<a/>" },
        { "interval", "'-1 year 2 mons 3 days 04:05:06.5'", "P-10M3DT4H5M6.5S" },
        { "time", "'12:34:56.789'", "12:34:56.789" },
        { "timetz", "'12:34:56+05:30'", "12:34:56+05:30" },
        { "bit(4)", "'1010'", "1010" },
        { "varbit", "'101'", "101" },
        { "tsvector", "'fat cat'", "'cat' 'fat'" },
        { "pg_lsn", "'16/B374D848'", "16/B374D848" },
        { "point", "'(1,2.5)'", "(1,2.5)" },
        { "box", "'((0,0),(1,1))'", "(1,1),(0,0)" },
        { "int4range", "'[1,5)'", "[1,5)" },
        { "numrange", "'empty'", "empty" },
        { "tid", "'(1,2)'", "(1,2)" },
        { "regclass", "'pg_class'", "pg_class" },
        { "int2vector", "'1 2 3'", "1 2 3" },
        { "numeric", "'1e-20'", "0.00000000000000000001" },
        { "numeric", "'NaN'", "NaN" },
        { "char(5)", "'ab'", "ab   " },
        { "bytea", "'\\x00ff'", "\\x00ff" },
        { "timestamptz", "'2024-01-01 00:00:00+05'", "2023-12-31 19:00:00+00" },
        { "boolean", "'t'", "t" },
        { "jsonb", "'{\"b\": 1, \"a\": [null]}'", "{\"a\": [null], \"b\": 1}" },
        { "double precision", "'1e100'", "1e+100" },
        { "uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11" },
        { "inet[]", "'{10.0.0.1,NULL}'", "{10.0.0.1,NULL}" },
        { "money", "'12.34'", "$12.34" },
    };

    [Theory]
    [MemberData(nameof(TextForms))]
    public async Task AsText_AnyType_IsTheOutputFunctionsForm(string type, string literal, string expected)
    {
        await using var source = await Source.OpenAsync($"""
            set lc_monetary = 'C';
            create table t (id int, v {type}); insert into t values (1, {literal}), (2, null)
            """);
        if (type == "money") expected = (await source.QueryAsync("select cash_out(v)::text from public.t where id = 1"))[0]!;
        var table = await source.ReadAsync("t");
        var live = table.Find("v")!;
        var entry = new EntryColumn { Name = "v", Type = live.Type.EntryText, As = "text" };

        var read = ColumnExpressions.Read(entry, live, table.MoneyScale);

        Assert.Equal(new LakeType.Text(), read.Field.Type);
        Assert.Equal([expected, null], await source.QueryAsync($"select {Own(read)} from public.t order by id"));
        Assert.Equal(expected, await CopiedTextAsync(source, "select v from public.t where id = 1"));
    }

    [Theory]
    [InlineData("inet[]", "'{10.0.0.1,NULL,10.0.0.0/8}'", "{10.0.0.1,NULL,10.0.0.0/8}")]
    [InlineData("xml[]", "'{\"<a b=\\\"1\\\"/>\"}'", "{\"<a b=\\\"1\\\"/>\"}")]
    [InlineData("interval[]", "'{1 day,NULL}'", "{P1D,NULL}")]
    [InlineData("numeric[]", "'{1.50,NaN}'", "{1.50,NaN}")]
    [InlineData("uuid[]", "'{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'", "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}")]
    [InlineData("box[]", "'{(1,1),(0,0);(3,3),(2,2)}'", "{\"(1,1),(0,0)\",\"(3,3),(2,2)\"}")]
    [InlineData("\"char\"[]", "'{a,b}'", "{a,b}")]
    public async Task ListOfText_AnyElement_IsTheElementsOwnForm(string type, string literal, string expected)
    {
        await using var source = await Source.OpenAsync($"create table t (id int, v {type}); insert into t values (1, {literal}), (2, null), (3, '{{}}')");
        var live = (await source.ReadAsync("t")).Find("v")!;

        var read = ColumnExpressions.Read(new EntryColumn { Name = "v", Type = live.Type.EntryText }, live, null);

        Assert.Equal(WireType.Array, read.Wire);
        var elements = Assert.IsType<LakeType.List>(read.Field.Type).Element;
        if (elements is not LakeType.Text || read.Element == WireType.Uuid) return;
        Assert.Equal(WireType.Text, read.Element);
        Assert.Equal("text[]", (await source.QueryAsync($"select pg_typeof({read.Expression})::text from public.t limit 1"))[0]);
        Assert.Equal([expected, null, "{}"], await source.QueryAsync($"select ({read.Expression})::text from public.t order by id"));
    }

    [Fact]
    public async Task Composite_OfNullsOnly_IsNotNull()
    {
        await using var source = await Source.OpenAsync("""
            create type pair as (a int, b text);
            create table t (id int, v pair); insert into t values (1, row(null, null)), (2, row(1, null)), (3, null)
            """);
        var live = (await source.ReadAsync("t")).Find("v")!;

        var read = ColumnExpressions.Read(new EntryColumn { Name = "v", Type = "pair" }, live, null);

        Assert.Equal(["(,)", "(1,)", null], await source.QueryAsync($"select {read.Expression} from public.t order by id"));
    }

    [Theory]
    [InlineData("bigint", "bigint", null, WireType.Int8, "\"v\"")]
    [InlineData("integer", "bigint", null, WireType.Int4, "\"v\"")]
    [InlineData("oid", "oid", null, WireType.Oid, "\"v\"")]
    [InlineData("xid", "xid", null, WireType.Oid, "\"v\"")]
    [InlineData("numeric(10,2)", "numeric(10,2)", null, WireType.Numeric, "\"v\"")]
    [InlineData("numeric", "numeric", "decimal(20,6)", WireType.Numeric, "\"v\"")]
    [InlineData("numeric", "numeric", null, WireType.Text, "\"v\"::text")]
    [InlineData("integer", "numeric(12,2)", null, WireType.Numeric, "\"v\"::numeric")]
    [InlineData("real", "double precision", null, WireType.Float8, "\"v\"::float8")]
    [InlineData("varchar(5)", "text", null, WireType.Text, "\"v\"")]
    [InlineData("char(5)", "char(5)", null, WireType.Text, "\"v\"")]
    [InlineData("char(5)", "char(5)", "text", WireType.Text, "\"v\"")]
    [InlineData("char(5)", "char(5)", "trimmed", WireType.Text, "\"v\"::text")]
    [InlineData("jsonb", "jsonb", null, WireType.Jsonb, "\"v\"")]
    [InlineData("jsonb", "jsonb", "text", WireType.Text, "\"v\"::text")]
    [InlineData("uuid", "uuid", null, WireType.Uuid, "\"v\"")]
    [InlineData("uuid", "uuid", "uuid", WireType.Uuid, "\"v\"")]
    [InlineData("timestamp(3)", "timestamp(3)", "millis", WireType.Timestamp, "\"v\"")]
    [InlineData("timestamptz", "timestamptz", null, WireType.Timestamptz, "\"v\"")]
    [InlineData("inet", "inet", null, WireType.Text, "CASE WHEN num_nonnulls(\"v\") = 1 THEN concat(\"v\") END")]
    [InlineData("interval", "interval", null, WireType.Text, "\"v\"::text")]
    [InlineData("name", "name", null, WireType.Text, "\"v\"")]
    [InlineData("aclitem[]", "aclitem[]", null, WireType.Array, "\"v\"::text[]")]
    public async Task Read_LiveTypeAndEntry_ChoosesTheExactWay(string live, string type, string? form, WireType wire, string expression)
    {
        await using var source = await Source.OpenAsync($"create table t (v {live})");
        var table = await source.ReadAsync("t");

        var read = ColumnExpressions.Read(new EntryColumn { Name = "v", Type = type, As = form }, table.Find("v")!, table.MoneyScale);

        Assert.Equal((wire, expression), (read.Wire, read.Expression));
    }

    /// <summary>The expression as the wire carries it: a native char(n) is sent padded, which a driver's text would hide.</summary>
    private static string Own(ColumnRead read) => $"convert_from(substr(array_send(array[{read.Expression}]), 25), 'UTF8') || case when {read.Expression} is null then null else '' end";

    /// <summary>One value in COPY's text format, which is the output function's form, escapes undone.</summary>
    private static async Task<string> CopiedTextAsync(Source source, string select)
    {
        using var reader = await ((NpgsqlConnection)source.Probe).BeginTextExportAsync($"COPY ({select}) TO STDOUT", Cancellation);
        var text = await reader.ReadToEndAsync(Cancellation);
        return new StringBuilder(text.TrimEnd('\n')).Replace("\\\\", "\\").ToString();
    }
}
