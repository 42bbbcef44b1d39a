using System.Globalization;
using System.Numerics;
using Npgsql;
using Platform.Columns.Batches;
using Platform.Columns.Hashing;
using Platform.Registry.Types;
using Platform.Services;

namespace Platform.Columns.Tests.Proof;

/// <summary>The contract held to a real PostgreSQL: the same values, hashed here and by SQL written by hand.</summary>
public sealed class LiveProofTests
{
    private const string Functions = """
        create function h4(x bigint, s bigint) returns bigint language sql immutable as 'select hashint4extended(x::int, s)';
        create function h8(x bigint, s bigint) returns bigint language sql immutable as 'select h4((x << 32) >> 32, h4(x >> 32, s))';
        create function wrap(x numeric) returns bigint language sql immutable as
          'select case when m >= 9223372036854775808 then m - 18446744073709551616 else m end::bigint from (select mod(mod(x, 18446744073709551616) + 18446744073709551616, 18446744073709551616) m) t';
        create function h16(x numeric, s bigint) returns bigint language sql immutable as 'select h8(wrap(x), h8(floor(x / 18446744073709551616)::bigint, s))';
        create function ht(t text, s bigint) returns bigint language sql immutable as 'select hashtextextended(t collate "C", s)';
        create type place as (street text, number int);
        create function bits(b bytea, at int, n int) returns bigint language sql immutable as
          'select case n when 4 then (''x'' || encode(substr(b, at, 4), ''hex''))::bit(32)::int::bigint else (''x'' || encode(substr(b, at, 8), ''hex''))::bit(64)::bigint end';
        """;

    private static readonly LakeType PlaceType = new LakeType.Struct([new("street", new LakeType.Text()), new("number", new LakeType.Integer())]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Storages => new(Cases.Keys);

    /// <summary>SQL type, lake type, hash of v under c in SQL, and values as SQL and as held in memory.</summary>
    private static Dictionary<string, (string Sql, LakeType Type, string Hash, (string Literal, object Value)[] Values)> Cases { get; } = new()
    {
        ["boolean"] = ("boolean", new LakeType.Boolean(), "h4(v::int, c)", [("true", true), ("false", false)]),
        ["smallint"] = ("smallint", new LakeType.SmallInt(), "h4(v, c)", [("-32768", -32768), ("0", 0), ("32767", 32767)]),
        ["integer"] = ("integer", new LakeType.Integer(), "h4(v, c)", [("-2147483648", int.MinValue), ("-1", -1), ("0", 0), ("2147483647", int.MaxValue)]),
        ["date"] = ("date", new LakeType.Date(), "h4(v - date '1970-01-01', c)", [("'1969-12-31'", -1), ("'2024-02-29'", 19782), ("'0001-01-01'", -719162)]),
        ["numeric(9,2)"] = ("numeric(9,2)", new LakeType.Decimal(9, 2), "h4((v * 100)::int, c)", [("-0.01", -1), ("1234567.89", 123456789)]),
        ["bigint"] = ("bigint", new LakeType.BigInt(), "h8(v, c)",
            [("-9223372036854775808", long.MinValue), ("-1", -1L), ("1", 1L), ("4294967296", 1L << 32), ("9223372036854775807", long.MaxValue)]),
        ["timestamptz"] = ("timestamptz", new LakeType.Timestamp(true), "h8((extract(epoch from v) * 1000000)::bigint, c)",
            [("'1969-12-31 23:59:59.999999+00'", -1L), ("'2024-02-29 12:00:00+02'", 1_709_200_800_000_000L)]),
        ["numeric(18,3)"] = ("numeric(18,3)", new LakeType.Decimal(18, 3), "h8((v * 1000)::bigint, c)",
            [("-999999999999999.999", -999_999_999_999_999_999L), ("0.001", 1L)]),
        ["numeric(38,6)"] = ("numeric(38,6)", new LakeType.Decimal(38, 6), "h16(v * 1000000, c)",
            [("-0.000001", (Int128)(-1)), ("18446744073709.551616", (Int128)1 << 64), ("-18446744073709.551617", -((Int128)1 << 64) - 1),
             ("99999999999999999999999999999999.999999", Int128.Parse("99999999999999999999999999999999999999", CultureInfo.InvariantCulture))]),
        ["real"] = ("real", new LakeType.Real(), "h4(bits(float4send(v), 1, 4), c)",
            [("0", 0f), ("'-0'", -0f), ("1.5", 1.5f), ("'-infinity'", float.NegativeInfinity)]),
        ["double precision"] = ("double precision", new LakeType.DoublePrecision(), "h8(bits(float8send(v), 1, 8), c)",
            [("0", 0d), ("'-0'", -0d), ("0.1", 0.1), ("'infinity'", double.PositiveInfinity)]),
        ["text"] = ("text", new LakeType.Text(), "ht(v, c)",
            [("''", ""), ("'a'", "a"), ("'exactly 12 b'", "exactly 12 b"), ("'żółć 日本語 🦉'", "żółć 日本語 🦉"), ("repeat('long ', 2000)", string.Concat(Enumerable.Repeat("long ", 2000)))]),
        ["bytea"] = ("bytea", new LakeType.Binary(), "ht(encode(v, 'hex'), c)",
            [("''", Array.Empty<byte>()), ("'\\x00ff'", new byte[] { 0, 255 }), ("decode(repeat('ab', 3000), 'hex')", Enumerable.Repeat((byte)0xab, 3000).ToArray())]),
        ["uuid"] = ("uuid", new LakeType.Uuid(), "h8(bits(uuid_send(v), 9, 8), h8(bits(uuid_send(v), 1, 8), c))",
            [("'01234567-89ab-cdef-fedc-ba9876543210'", new UInt128(0x0123456789abcdef, 0xfedcba9876543210))]),
        ["integer[]"] = ("integer[]", new LakeType.List(new LakeType.Integer()), List("h4(e, h4(j - 1, c))"),
            [("'{}'", Array.Empty<object?>()), ("'{1}'", new object?[] { 1 }), ("'{1,null,-3}'", new object?[] { 1, null, -3 })]),
        ["text[]"] = ("text[]", new LakeType.List(new LakeType.Text()), List("ht(e, h4(j - 1, c))"),
            [("'{}'", Array.Empty<object?>()), ("""'{"",null,a}'""", new object?[] { "", null, "a" }), ("array_fill('x'::text, array[100])", Enumerable.Repeat((object?)"x", 100).ToArray())]),
        ["struct"] = ("place", PlaceType, Place("v", "c"),
            [("row('a', 1)::place", new Members("a", 1)), ("row(null, 2)::place", new Members(null, 2)), ("row(null, null)::place", new Members(null, null)), ("row('', -1)::place", new Members("", -1))]),
        ["list of structs"] = ("place[]", new LakeType.List(PlaceType),
            $"h4(cardinality(v), h8(wrap((select coalesce(sum(coalesce(case when v[k] is distinct from null then {Place("v[k]", "h4(k - 1, c)")} end, h4(-k, c))::numeric), 0) from generate_subscripts(v, 1) k)), c))",
            [("array[]::place[]", Array.Empty<object?>()), ("array[row('a', 1), null, row(null, null)]::place[]", new object?[] { new Members("a", 1), null, new Members(null, null) })]),
        ["map"] = ("text[]", new LakeType.Map(),
            "h4(cardinality(v) / 2, h8(wrap((select coalesce(sum(h8(ht(v[2 * k - 1], h4(0, c)) # coalesce(ht(v[2 * k], h4(1, c)), h4(-2, c)), c)::numeric), 0) from generate_series(1, cardinality(v) / 2) k)), c))",
            [("'{}'", new Entries()), ("'{b,2,a,null}'", new Entries(("a", null), ("b", "2")))]),
    };

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task Proof_OfAStorage_EqualsSql(string name)
    {
        var (sqlType, type, hash, values) = Cases[name];
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await database.ExecuteAsync(Functions, Cancellation);
        var literals = values.Select(v => v.Literal).Append("null").Append(values[0].Literal).ToList();
        await database.ExecuteAsync(
            $"create table t (n int not null, v {sqlType}); insert into t values {string.Join(", ", literals.Select((v, i) => $"({i}, ({v})::{sqlType})"))}", Cancellation);

        // Column 0 is n, column 1 is v.
        var seed = Rows.Seed.Value;
        var query = $"""
            select count(*), count(*) filter (where v is distinct from null), sum(hn::numeric), sum(hv::numeric), sum(h8(hn # coalesce(hv, h4(-2, {seed})), {seed})::numeric)
            from (select v, h4(n, h4(0, {seed})) hn, (select {hash} from (select h4(1, {seed}) c) s where v is distinct from null) hv from t) h
            """;
        await using var connection = await database.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        Assert.True(await reader.ReadAsync(Cancellation));

        var rows = values.Select(v => (object?)v.Value).Append(null).Append(values[0].Value).Select((v, i) => new object?[] { i, v });
        var proof = Rows.Prove([new Field("n", new LakeType.Integer(), false), new Field("v", type)], rows);
        Assert.Equal(values.Length + 2, proof.Rows);
        Assert.Equal(
            (reader.GetInt64(0), reader.GetInt64(1), Wrap(reader, 2), Wrap(reader, 3), Wrap(reader, 4)),
            (proof.Rows, proof.Columns[1].Present, proof.Columns[0].Sum, proof.Columns[1].Sum, proof.RowSum));
    }

    [Fact]
    public async Task Lookup3_OfRandomValues_EqualsTheServers()
    {
        var random = new Random(20240229);
        var ints = Enumerable.Range(0, 2000).Select(_ => random.Next(int.MinValue, int.MaxValue)).ToArray();
        var seeds = ints.Select(i => i % 9 == 0 ? 0 : random.NextInt64(long.MinValue, long.MaxValue)).ToArray();
        var texts = ints.Select((_, i) => string.Concat(Enumerable.Range(0, i % 70).Select(_ => (char)random.Next(' ', 0x2000)))).ToArray();
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var connection = await database.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            """select hashint4extended(i, s), hashtextextended(t collate "C", s) from unnest($1, $2, $3) with ordinality as r(i, s, t, n) order by n""", connection)
        {
            Parameters = { new() { Value = ints }, new() { Value = seeds }, new() { Value = texts } },
        };
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var row = 0;
        for (; await reader.ReadAsync(Cancellation); row++)
        {
            Assert.Equal(reader.GetInt64(0), (long)Lookup3.Int32((uint)ints[row], (ulong)seeds[row]));
            Assert.Equal(reader.GetInt64(1), (long)Lookup3.Bytes(System.Text.Encoding.UTF8.GetBytes(texts[row]), (ulong)seeds[row]));
        }

        Assert.Equal(ints.Length, row);
    }

    private static string List(string element) =>
        $"h4(cardinality(v), h8(wrap((select coalesce(sum(coalesce({element}, h4(-j, c))::numeric), 0) from unnest(v) with ordinality u(e, j))), c))";

    private static string Place(string v, string c) =>
        $"h8(coalesce(ht(({v}).street, h4(0, {c})), h4(-1, {c})) # coalesce(h4(({v}).number, h4(1, {c})), h4(-2, {c})), {c})";

    private static long Wrap(NpgsqlDataReader reader, int column) =>
        unchecked((long)(ulong)(reader.GetFieldValue<BigInteger>(column) & ulong.MaxValue));
}
