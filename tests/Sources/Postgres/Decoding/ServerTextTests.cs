using Platform.Columns.Batches;
using Platform.Registry.Connections;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Services;
using Platform.Sources.Postgres.Decoding;
using Platform.Sources.Postgres.Wire;

namespace Platform.Sources.Postgres.Tests.Decoding;

/// <summary>Every wire type against a real server: what is decoded, written out again, is the server's own text form of the same value.</summary>
public sealed class ServerTextTests
{
    private static readonly (string Name, string Value)[] Pinned =
        [("DateStyle", "ISO"), ("TimeZone", "UTC"), ("extra_float_digits", "1"), ("bytea_output", "hex"), ("IntervalStyle", "iso_8601")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, WireType, LakeType, string[]> Types => new()
    {
        { "boolean", WireType.Bool, new LakeType.Boolean(), ["true", "false"] },
        { "smallint", WireType.Int2, new LakeType.SmallInt(), ["-32768", "-1", "0", "1", "32767"] },
        { "smallint", WireType.Int2, new LakeType.BigInt(), ["-32768", "-1", "0", "32767"] },
        { "integer", WireType.Int4, new LakeType.Integer(), ["-2147483648", "-1", "0", "1", "2147483647"] },
        { "integer", WireType.Int4, new LakeType.BigInt(), ["-2147483648", "-1", "0", "2147483647"] },
        { "bigint", WireType.Int8, new LakeType.BigInt(), ["-9223372036854775808", "-1", "0", "1", "9223372036854775807"] },
        { "oid", WireType.Oid, new LakeType.BigInt(), ["0", "2147483648", "4294967295"] },
        { "real", WireType.Float4, new LakeType.Real(), ["0", "-0", "1.5", "-3.4028235e38", "1.4e-45", "NaN", "Infinity", "-Infinity"] },
        { "double precision", WireType.Float8, new LakeType.DoublePrecision(), ["0", "-0", "0.1", "-1.7976931348623157e308", "5e-324", "NaN", "Infinity", "-Infinity"] },
        { "numeric(9,0)", WireType.Numeric, new LakeType.Decimal(9, 0), ["0", "-1", "999999999", "-999999999", "10000", "100000000"] },
        { "numeric(9,9)", WireType.Numeric, new LakeType.Decimal(9, 9), ["0", "0.000000001", "-0.999999999", "0.1", "0.0001", "0.00001"] },
        { "numeric(15,2)", WireType.Numeric, new LakeType.Decimal(15, 2), ["0", "0.01", "-0.01", "0.1", "1", "10000", "9999.99", "10000.01", "9999999999999.99", "-9999999999999.99"] },
        { "numeric(18,3)", WireType.Numeric, new LakeType.Decimal(18, 3), ["0.001", "-999999999999999.999", "100000000000000", "1234567.8", "0.12"] },
        { "numeric(18,18)", WireType.Numeric, new LakeType.Decimal(18, 18), ["0.000000000000000001", "-0.999999999999999999", "0.5"] },
        { "numeric(19,1)", WireType.Numeric, new LakeType.Decimal(19, 1), ["0.1", "-999999999999999999.9", "0", "123.4"] },
        { "numeric(38,0)", WireType.Numeric, new LakeType.Decimal(38, 0), ["99999999999999999999999999999999999999", "-99999999999999999999999999999999999999", "0", "10000000000000000000000000000000000000", "18446744073709551616"] },
        { "numeric(38,38)", WireType.Numeric, new LakeType.Decimal(38, 38), ["0.99999999999999999999999999999999999999", "-0.00000000000000000000000000000000000001", "0"] },
        { "money", WireType.Money, new LakeType.Decimal(19, 2), ["0", "-92233720368547758.08", "92233720368547758.07", "0.01"] },
        { "text", WireType.Text, new LakeType.Text(), ["", "a", "é😀", "0123456789012345678901234567890", "01234567890123456789012345678901", "012345678901234567890123456789012", "\u0001\t\n", "x x "] },
        { "char(5)", WireType.Text, new LakeType.Text(), ["ab", "", "abcde"] },
        { "name", WireType.Text, new LakeType.Text(), ["ab"] },
        { "json", WireType.Text, new LakeType.Text(), ["{\"a\" :1}", "null"] },
        { "xml", WireType.Text, new LakeType.Text(), ["<a/>"] },
        { "jsonb", WireType.Jsonb, new LakeType.Text(), ["{\"a\": [1, null, \"é\"]}", "null", "\"\"", "0"] },
        { "bytea", WireType.Bytea, new LakeType.Binary(), ["", "\\x00", "\\xdeadbeef00ff"] },
        { "uuid", WireType.Uuid, new LakeType.Text(), ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "01234567-89ab-cdef-fedc-ba9876543210"] },
        { "uuid", WireType.Uuid, new LakeType.Uuid(), ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "01234567-89ab-cdef-fedc-ba9876543210"] },
        { "date", WireType.Date, new LakeType.Date(), ["0001-01-01", "1969-12-31", "1970-01-01", "1999-12-31", "2000-01-01", "2024-02-29", "9999-12-31"] },
        { "timestamp", WireType.Timestamp, new LakeType.Timestamp(false), ["0001-01-01 00:00:00", "1969-12-31 23:59:59.999999", "1970-01-01 00:00:00", "1999-12-31 23:59:59.999999", "2000-01-01 00:00:00.000001", "9999-12-31 23:59:59.999999"] },
        { "timestamptz", WireType.Timestamptz, new LakeType.Timestamp(true), ["0001-01-01 00:00:00+00", "1970-01-01 00:00:00+02", "1969-12-31 20:00:00-04", "9999-12-31 23:59:59.999999+00"] },
        { "timestamp", WireType.Timestamp, new LakeType.Timestamp(false, Millis: true), ["0001-01-01 00:00:00.001", "1969-12-31 23:59:59.999", "1970-01-01 00:00:00", "9999-12-31 23:59:59.999"] },
        { "int[]", WireType.Array, new LakeType.List(new LakeType.Integer()), ["{}", "{1,NULL,-3}", "{2147483647}", "{NULL}"] },
        { "text[]", WireType.Array, new LakeType.List(new LakeType.Text()), ["{}", "{a,NULL,\"\",\"é 😀\"}"] },
        { "numeric(12,2)[]", WireType.Array, new LakeType.List(new LakeType.Decimal(12, 2)), ["{1.50,-0.01,NULL}", "{}"] },
        { "timestamptz[]", WireType.Array, new LakeType.List(new LakeType.Timestamp(true)), ["{\"2020-01-01 00:00:00+00\",NULL}"] },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Decode_EveryTypesValues_AreTheServersText(string type, WireType wire, LakeType lake, string[] values)
    {
        using var connection = await OpenAsync();
        connection.Execute($"create temp table t (n serial, v {type})", Token);
        // A null first and last, and the values often enough to fill more than one block.
        connection.Execute("insert into t (v) values (null)", Token);
        for (var i = 0; i < 40; i++)
            connection.Execute($"insert into t (v) values {string.Join(", ", values.Select(v => $"('{v.Replace("'", "''")}')"))}", Token);
        connection.Execute("insert into t (v) values (null)", Token);

        // char(n)::text strips the padding that the binary form keeps.
        var shown = type == "char(5)" ? "rpad(v::text, 5)" : type == "money" ? "v::numeric::text" : "v::text";
        var expected = connection.Query($"select {shown} from t order by n", Token).Select(r => r[0]).ToList();
        Assert.Equal(values.Length * 40 + 2, expected.Count);

        var column = Read(connection, "select v from t order by n", wire, lake);
        Assert.Equal(expected.Count, column.Count);
        Assert.Equal(2, column.NullCount);
        for (var i = 0; i < expected.Count; i++) Assert.Equal(expected[i], column.Validity[i] ? ServerText.Of(column, i) : null);
    }

    public static TheoryData<string, WireType, LakeType, string, string> Losses => new()
    {
        { "numeric", WireType.Numeric, new LakeType.Decimal(15, 2), "NaN", "The value is NaN, which decimal(15,2) cannot hold." },
        { "numeric", WireType.Numeric, new LakeType.Decimal(38, 2), "Infinity", "The value is infinite, which decimal(38,2) cannot hold." },
        { "numeric", WireType.Numeric, new LakeType.Decimal(9, 2), "-Infinity", "The value is infinite, which decimal(9,2) cannot hold." },
        { "numeric", WireType.Numeric, new LakeType.Decimal(15, 2), "0.001", "The value has more fraction digits than decimal(15,2) holds." },
        { "numeric", WireType.Numeric, new LakeType.Decimal(15, 2), "1e-300", "The value has more fraction digits than decimal(15,2) holds." },
        { "numeric", WireType.Numeric, new LakeType.Decimal(15, 2), "10000000000000", "The value is too large for decimal(15,2)." },
        { "numeric", WireType.Numeric, new LakeType.Decimal(15, 2), "1e300", "The value is too large for decimal(15,2)." },
        { "numeric", WireType.Numeric, new LakeType.Decimal(9, 0), "1000000000", "The value is too large for decimal(9,0)." },
        { "numeric", WireType.Numeric, new LakeType.Decimal(38, 0), "100000000000000000000000000000000000000", "The value is too large for decimal(38,0)." },
        { "date", WireType.Date, new LakeType.Date(), "infinity", "The date is infinite, which a date in the lake cannot be." },
        { "date", WireType.Date, new LakeType.Date(), "-infinity", "The date is infinite, which a date in the lake cannot be." },
        { "date", WireType.Date, new LakeType.Date(), "0001-12-31 BC", "The date lies outside the years 0001 to 9999, which readers of the lake cannot show." },
        { "date", WireType.Date, new LakeType.Date(), "10000-01-01", "The date lies outside the years 0001 to 9999, which readers of the lake cannot show." },
        { "timestamp", WireType.Timestamp, new LakeType.Timestamp(false), "infinity", "The timestamp is infinite, which a timestamp in the lake cannot be." },
        { "timestamptz", WireType.Timestamptz, new LakeType.Timestamp(true), "-infinity", "The timestamp is infinite, which a timestamp in the lake cannot be." },
        { "timestamp", WireType.Timestamp, new LakeType.Timestamp(false, true), "infinity", "The timestamp is infinite, which a timestamp in the lake cannot be." },
        { "timestamp", WireType.Timestamp, new LakeType.Timestamp(false), "0001-12-31 23:59:59.999999 BC", "The timestamp lies outside the years 0001 to 9999, which readers of the lake cannot show." },
        { "timestamp", WireType.Timestamp, new LakeType.Timestamp(false, true), "294276-12-31", "The timestamp lies outside the years 0001 to 9999, which readers of the lake cannot show." },
        { "timestamp", WireType.Timestamp, new LakeType.Timestamp(false, true), "1969-12-31 23:59:59.999999", "The timestamp has digits below the millisecond, which as: millis would drop." },
        { "int[]", WireType.Array, new LakeType.List(new LakeType.Integer()), "{{1,2},{3,4}}", "The array has 2 dimensions, a list in the lake has one." },
        { "int[]", WireType.Array, new LakeType.List(new LakeType.Integer()), "[0:1]={1,2}", "The array's first subscript is not 1, which a list in the lake cannot say." },
        { "date[]", WireType.Array, new LakeType.List(new LakeType.Date()), "{2020-01-01,infinity}", "The date is infinite, which a date in the lake cannot be." },
        { "money", WireType.Money, new LakeType.Decimal(9, 2), "10000000.00", "The value is too large for decimal(9,2)." },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Decode_ValueTheLakeCannotHold_IsRefusedWithColumnAndRow(string type, WireType wire, LakeType lake, string value, string message)
    {
        using var connection = await OpenAsync();
        var version = Version(connection);
        var e = Assert.Throws<PlatformException>(() =>
            Read(connection, $"select case when n = 1500 then '{value}'::{type} end from generate_series(1, 2000) n", wire, lake));
        if (type == "numeric" && value.EndsWith("Infinity", StringComparison.Ordinal) && version < 14)
        {
            // Before PostgreSQL 14 a numeric could not be infinite: the server says so.
            Assert.Contains("22P02", e.Message);
            return;
        }

        Assert.Equal((message, ExitCode.Data, Stage.Decode, "value-loss"), (e.Message, e.ExitCode, e.Stage, e.Kind));
        Assert.Equal(("v", 1500, "public.t"), (e.Column, e.RowNumber, e.Table));
        Assert.NotNull(e.Hint);
    }

    [Fact]
    public async Task Decode_InvalidUtf8FromSqlAscii_IsRefused()
    {
        var server = await PostgresServer.SharedAsync();
        await server.Cluster.ExecuteAsync("postgres", "create database bytes_only encoding 'SQL_ASCII' template template0 locale 'C'", Token);
        using var connection = WireConnection.Open(ConnectionUrl.Parse(server.Cluster.Url("bytes_only")), cancellationToken: Token);
        Assert.Equal(1, Read(connection, "select 'é'", WireType.Text, new LakeType.Text()).Count);
        var e = Assert.Throws<PlatformException>(() => Read(connection, "select case when n = 3 then E'\\xe9' else 'é' end from generate_series(1, 5) n", WireType.Text, new LakeType.Text()));
        Assert.Equal("PostgreSQL refused (22021): a character cannot be represented in UTF8", e.Message);
        Assert.Equal((ExitCode.Data, "text-not-utf8", "public.t"), (e.ExitCode, e.Kind, e.Table));
    }

    [Fact]
    public async Task Decode_RandomNumerics_AreTheServersText()
    {
        using var connection = await OpenAsync();
        const string Values = """
            select round((random() * 2 - 1)::numeric * (10::numeric ^ (n % 19)), n % 5) v
            from (select setseed(0.42)) s, generate_series(1, 20000) n
            """;
        connection.Execute($"create temp table t as {Values}", Token);
        var expected = connection.Query("select v::numeric(30,4)::text from t", Token);
        var column = Read(connection, "select v from t", WireType.Numeric, new LakeType.Decimal(30, 4));
        for (var i = 0; i < expected.Count; i++) Assert.Equal(expected[i][0], ServerText.Of(column, i));
    }

    private static async Task<WireConnection> OpenAsync()
    {
        var server = await PostgresServer.SharedAsync();
        return WireConnection.Open(ConnectionUrl.Parse(server.Cluster.Url("postgres")), null, new WireOptions { Settings = Pinned }, Token);
    }

    private static Column Read(WireConnection connection, string select, WireType wire, LakeType lake)
    {
        ColumnRead[] columns = [new(new Field("v", lake), "v", wire, ElementOf(lake))];
        var reader = connection.CopyOut($"COPY ({select}) TO STDOUT (FORMAT BINARY)", columns, new CopyOptions { Subject = new(null, "public.t") });
        var batch = new ColumnBatch([columns[0].Field]);
        reader.ReadBatch(batch, int.MaxValue, long.MaxValue, Token);
        Assert.False(reader.ReadBatch(new ColumnBatch([columns[0].Field]), int.MaxValue, long.MaxValue, Token));
        return batch.Columns[0];
    }

    private static WireType? ElementOf(LakeType lake) => lake is LakeType.List list
        ? list.Element switch
        {
            LakeType.Integer => WireType.Int4,
            LakeType.Text => WireType.Text,
            LakeType.Decimal => WireType.Numeric,
            LakeType.Date => WireType.Date,
            _ => WireType.Timestamptz,
        }
        : null;

    private static int Version(WireConnection connection) =>
        int.Parse(connection.Query("show server_version_num", Token)[0][0]!, System.Globalization.CultureInfo.InvariantCulture) / 10000;
}
