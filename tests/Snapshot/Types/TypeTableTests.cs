using System.Text.Json;
using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests.Types;

/// <summary>
/// The type table row by row, from a table to files that others read: null, empty, smallest, largest, both sides of zero, of the epoch and of time zones.
/// Every column is proved against the source in the same run.
/// </summary>
public sealed class TypeTableTests
{
    /// <summary>Type, form, and each value as SQL and as every reader shows it; every column has a null as well.</summary>
    private static readonly (string Type, string? As, (string Sql, string Canonical)[] Values)[] Table =
    [
        ("boolean", null, [("true", "true"), ("false", "false")]),
        ("smallint", null, [("-32768", "-32768"), ("-1", "-1"), ("0", "0"), ("1", "1"), ("32767", "32767")]),
        ("integer", null, [("-2147483648", "-2147483648"), ("-1", "-1"), ("0", "0"), ("2147483647", "2147483647")]),
        ("bigint", null, [("-9223372036854775808", "-9223372036854775808"), ("-1", "-1"), ("0", "0"), ("9223372036854775807", "9223372036854775807")]),
        ("real", null, [("0", "00000000"), ("'-0'", "80000000"), ("1.5", "3fc00000"), ("'NaN'", "NaN"), ("'Infinity'", "7f800000"), ("'-Infinity'", "ff800000"), ("3.4028235e38", "7f7fffff"), ("1e-45", "00000001"), ("-3.4028235e38", "ff7fffff")]),
        ("double precision", null, [("0", "0000000000000000"), ("'-0'", "8000000000000000"), ("-1.5", "bff8000000000000"), ("'NaN'", "NaN"), ("'Infinity'", "7ff0000000000000"), ("1.7976931348623157e308", "7fefffffffffffff"), ("'-Infinity'", "fff0000000000000"), ("-1.7976931348623157e308", "ffefffffffffffff"), ("5e-324", "0000000000000001")]),
        ("numeric(9,2)", null, [("-9999999.99", "-9999999.99"), ("-0.01", "-0.01"), ("0", "0.00"), ("0.01", "0.01"), ("9999999.99", "9999999.99")]),
        ("numeric(18,4)", null, [("-99999999999999.9999", "-99999999999999.9999"), ("-0.0001", "-0.0001"), ("0", "0.0000"), ("0.0001", "0.0001"), ("99999999999999.9999", "99999999999999.9999")]),
        ("numeric(38,10)", null, [("-9999999999999999999999999999.9999999999", "-9999999999999999999999999999.9999999999"), ("-0.0000000001", "-0.0000000001"), ("0", "0.0000000000"), ("0.0000000001", "0.0000000001"), ("9999999999999999999999999999.9999999999", "9999999999999999999999999999.9999999999")]),
        ("numeric(5,-2)", null, [("-9999900", "-9999900"), ("-100", "-100"), ("0", "0"), ("149", "100"), ("9999900", "9999900")]),
        ("numeric(3,5)", null, [("-0.00999", "-0.00999"), ("-0.00001", "-0.00001"), ("0", "0.00000"), ("0.00999", "0.00999")]),
        ("numeric", null, [("'NaN'", "NaN"), ("-1e-20", "-0.00000000000000000001"), ("0.00", "0.00"), ("12345678901234567890123456789012345678901234567890.5", "12345678901234567890123456789012345678901234567890.5")]),
        ("numeric", "decimal(20,6)", [("-99999999999999.999999", "-99999999999999.999999"), ("1.5", "1.500000"), ("-0.000001", "-0.000001"), ("0", "0.000000"), ("99999999999999.999999", "99999999999999.999999")]),
        ("numeric(39,2)", null, [("-9999999999999999999999999999999999999.99", "-9999999999999999999999999999999999999.99"), ("0", "0.00"), ("9999999999999999999999999999999999999.99", "9999999999999999999999999999999999999.99")]),
        ("money", null, [("'-92233720368547758.08'", "-92233720368547758.08"), ("'-0.01'", "-0.01"), ("0", "0.00"), ("'0.01'", "0.01"), ("'92233720368547758.07'", "92233720368547758.07")]),
        ("text", null, [("''", ""), ("' a '", " a "), ("'żółć €'", "żółć €"), ("repeat('x', 3000)", new string('x', 3000))]),
        ("varchar(5)", null, [("''", ""), ("'abcde'", "abcde"), ("'żółć '", "żółć ")]),
        ("char(3)", null, [("''", "   "), ("'a'", "a  "), ("'abc'", "abc")]),
        ("char(3)", "trimmed", [("''", ""), ("'a'", "a"), ("'abc'", "abc")]),
        ("name", null, [("''", ""), ("repeat('n', 63)", new string('n', 63))]),
        ("\"char\"", null, [("''", ""), ("'a'", "a"), ("'~'", "~")]),
        ("citext", null, [("''", ""), ("'MiXeD'", "MiXeD")]),
        ("mood", null, [("'sad'", "sad"), ("'so so'", "so so")]),
        ("positive", null, [("1", "1"), ("2147483647", "2147483647")]),
        ("label", null, [("''", ""), ("'łabel'", "łabel")]),
        ("json", null, [("'{\"b\": 1,  \"a\": null}'", "{\"b\": 1,  \"a\": null}"), ("'null'", "null")]),
        ("jsonb", null, [("'{\"b\": 1,  \"a\": null}'", "{\"a\": null, \"b\": 1}"), ("'[]'", "[]"), ("'null'", "null"), ("'\"\"'", "\"\"")]),
        ("xml", null, [("'<a b=\"1\">ż</a>'", "<a b=\"1\">ż</a>"), ("''", "")]),
        ("tsvector", null, [("''", ""), ("'a:1 fat:2'", "'a':1 'fat':2")]),
        ("inet", null, [("'10.0.0.1'", "10.0.0.1"), ("'10.0.0.0/8'", "10.0.0.0/8"), ("'::1'", "::1"), ("'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]),
        ("cidr", null, [("'0.0.0.0/0'", "0.0.0.0/0"), ("'10.0.0.0/8'", "10.0.0.0/8"), ("'2001:db8::/32'", "2001:db8::/32")]),
        ("macaddr", null, [("'00:00:00:00:00:00'", "00:00:00:00:00:00"), ("'08:00:2b:01:02:03'", "08:00:2b:01:02:03"), ("'ff:ff:ff:ff:ff:ff'", "ff:ff:ff:ff:ff:ff")]),
        ("macaddr8", null, [("'08:00:2b:01:02:03:04:05'", "08:00:2b:01:02:03:04:05")]),
        ("bit(3)", null, [("'000'", "000"), ("'101'", "101"), ("'111'", "111")]),
        ("bit varying(8)", null, [("''", ""), ("'10'", "10")]),
        ("pg_lsn", null, [("'16/B374D848'", "16/B374D848"), ("'0/0'", "0/0"), ("'FFFFFFFF/FFFFFFFF'", "FFFFFFFF/FFFFFFFF")]),
        ("point", null, [("'(1,-2.5)'", "(1,-2.5)"), ("'(1e300,-0)'", "(1e+300,-0)")]),
        ("line", null, [("'{1,-2,3}'", "{1,-2,3}")]),
        ("lseg", null, [("'[(0,0),(1,-1)]'", "[(0,0),(1,-1)]")]),
        ("box", null, [("'(1,1),(0,0)'", "(1,1),(0,0)")]),
        ("path", null, [("'[(0,0),(1,1)]'", "[(0,0),(1,1)]"), ("'((0,0),(1,1))'", "((0,0),(1,1))")]),
        ("polygon", null, [("'((0,0),(1,1),(2,0))'", "((0,0),(1,1),(2,0))")]),
        ("circle", null, [("'<(0,0),2>'", "<(0,0),2>")]),
        ("ltree", null, [("''", ""), ("'Top.Science'", "Top.Science")]),
        ("interval", null, [("'0'", "PT0S"), ("'-1 microsecond'", "PT-0.000001S"), ("'-178000000 years'", "P-178000000Y"), ("'178000000 years'", "P178000000Y"), ("'1 year 2 mons -3 days 04:05:06.5'", "P1Y2M-3DT4H5M6.5S")]),
        ("time", null, [("'00:00'", "00:00:00"), ("'00:00:00.000001'", "00:00:00.000001"), ("'23:59:59.999999'", "23:59:59.999999"), ("'24:00'", "24:00:00")]),
        ("timetz", null, [("'00:00:00+15:59'", "00:00:00+15:59"), ("'00:00:00+00'", "00:00:00+00"), ("'12:00:00+02'", "12:00:00+02"), ("'23:59:59.999999-15:59'", "23:59:59.999999-15:59")]),
        ("uuid", null, [("'00000000-0000-0000-0000-000000000000'", "00000000-0000-0000-0000-000000000000"), ("'ffffffff-ffff-ffff-ffff-ffffffffffff'", "ffffffff-ffff-ffff-ffff-ffffffffffff")]),
        ("uuid", "uuid", [("'00000000-0000-0000-0000-000000000000'", "00000000-0000-0000-0000-000000000000"), ("'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")]),
        ("bytea", null, [("''", "x:"), ("'\\x00'", "x:00"), ("'\\x00ff10'", "x:00ff10")]),
        ("date", null, [("'0001-01-01'", "-719162"), ("'1969-12-31'", "-1"), ("'1970-01-01'", "0"), ("'2000-02-29'", "11016"), ("'9999-12-31'", "2932896")]),
        ("timestamp", null, [("'0001-01-01'", "-62135596800000000"), ("'1969-12-31 23:59:59.999999'", "-1"), ("'1970-01-01'", "0"), ("'1970-01-01 00:00:00.000001'", "1"), ("'9999-12-31 23:59:59.999999'", "253402300799999999")]),
        ("timestamp", "millis", [("'0001-01-01'", "-62135596800000000"), ("'1969-12-31 23:59:59.999'", "-1000"), ("'1970-01-01'", "0"), ("'9999-12-31 23:59:59.999'", "253402300799999000")]),
        ("timestamptz", null, [("'0001-01-01 00:00:00+00'", "-62135596800000000"), ("'1970-01-01 00:00:00+14'", "-50400000000"), ("'1970-01-01 00:00:00-12'", "43200000000"), ("'1969-12-31 23:59:59.999999+00'", "-1"), ("'9999-12-31 23:59:59.999999+00'", "253402300799999999")]),
        ("timestamptz", "millis", [("'0001-01-01 00:00:00+00'", "-62135596800000000"), ("'1969-12-31 23:59:59.999+00'", "-1000"), ("'1970-01-01 00:00:00+14'", "-50400000000"), ("'2024-06-30 23:30:00.5-05'", "1719808200500000")]),
        ("oid", null, [("0", "0"), ("2147483648", "2147483648"), ("4294967295", "4294967295")]),
        ("xid", null, [("'0'", "0"), ("'3'", "3"), ("'4294967295'", "4294967295")]),
        ("xid8", null, [("'0'", "0"), ("'9223372036854775807'", "9223372036854775807")]),
        ("int4range", null, [("'empty'", "empty"), ("'(,)'", "(,)"), ("'[-1,5]'", "[-1,6)")]),
        ("int4multirange", null, [("'{}'", "{}"), ("'{[1,3),[7,9)}'", "{[1,3),[7,9)}")]),
        ("daterange", null, [("'empty'", "empty"), ("'[2024-01-01,)'", "[2024-01-01,)")]),
        ("integer[]", null, [("'{}'", "[]"), ("'{1,null,-3}'", """["1",null,"-3"]""")]),
        ("text[]", null, [("'{}'", "[]"), ("'{\"\",null,a}'", """["",null,"a"]""")]),
        ("numeric(12,2)[]", "list", [("'{-0.01,null}'", """["-0.01",null]""")]),
        ("inet[]", null, [("'{10.0.0.1,null}'", """["10.0.0.1",null]""")]),
        ("timestamptz[]", null, [("'{1970-01-01 00:00:00+01}'", """["-3600000000"]""")]),
        ("boolean[]", null, [("'{t,f,null}'", """["true","false",null]""")]),
        ("double precision[]", null, [("'{-0,NaN,-Infinity}'", """["8000000000000000","NaN","fff0000000000000"]""")]),
        ("bytea[]", null, [("""'{"","\\x00ff",null}'""", """["x:","x:00ff",null]""")]),
        ("uuid[]", null, [("'{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,null}'", """["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",null]""")]),
        ("date[]", null, [("'{1969-12-31,9999-12-31,null}'", """["-1","2932896",null]""")]),
        ("mood[]", null, [("'{sad,null,\"so so\"}'", """["sad",null,"so so"]""")]),
        ("hstore", null, [("''", "[]"), ("'a=>1, b=>NULL'", """[["a","1"],["b",null]]""")]),
        ("text[]", "text", [("'{{a,b},{c,d}}'", "{{a,b},{c,d}}")]),
        ("integer[]", "json", [("'{{1,2},{3,4}}'", "[[1,2],[3,4]]")]),
    ];

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Avro)]
    public async Task Run_EveryRowOfTheTypeTable_IsFoundByEveryReader(FileFormat format)
    {
        using var stack = await JobStack.CreateAsync();
        var version = await stack.Source.ScalarAsync<int>("select current_setting('server_version_num')::int");
        var rows = Table.Where(r => version >= FirstVersion(r.Type)).ToArray();
        var most = rows.Max(r => r.Values.Length);
        var columns = string.Join(", ", rows.Select((r, i) => $"c{i} {r.Type}"));
        await stack.Source.ExecuteAsync($"create extension citext; create extension hstore; create extension ltree; create type mood as enum ('sad', 'so so'); create domain positive as int check (value > 0); create domain label as text; create table every (n int, {columns})");
        for (var n = 0; n <= most; n++)
        {
            var values = rows.Select(r => n < r.Values.Length ? r.Values[n].Sql : "null");
            await stack.Source.ExecuteAsync($"insert into every values ({n}, {string.Join(", ", values)})");
        }

        var published = await Published.RunAsync(stack, JobStack.Entry("every", [JobStack.Column("n", "integer"), .. rows.Select((r, i) => JobStack.Column($"c{i}", r.Type, r.As))]) with { Format = format });

        Assert.Equal(most + 1, published.Rows.Count);
        foreach (var line in published.Rows)
        {
            using var row = JsonDocument.Parse(line);
            var n = int.Parse(row.RootElement[0].GetString()!);
            for (var i = 0; i < rows.Length; i++)
            {
                var (type, form, values) = rows[i];
                var found = row.RootElement[i + 1];
                var text = found.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.Array => found.GetRawText(), _ => found.GetString() };
                Assert.True((n < values.Length ? values[n].Canonical : null) == text, $"{type} {form}, value {n}: found {text}");
            }
        }
    }

    /// <summary>The first version of PostgreSQL, as <c>server_version_num</c>, that has the type.</summary>
    private static int FirstVersion(string type) => type switch
    {
        "numeric(5,-2)" or "numeric(3,5)" => 150000,
        "int4multirange" => 140000,
        _ => 0,
    };
}
