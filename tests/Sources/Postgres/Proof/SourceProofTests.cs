using System.Globalization;
using System.Text;
using Platform.Columns.Batches;
using Platform.Columns.Proof;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;
using Platform.Sources.Postgres.Matching;
using Platform.Sources.Postgres.Proof;
using Platform.Sources.Postgres.Tests.Session;

namespace Platform.Sources.Postgres.Tests.Proof;

/// <summary>The proof in SQL against the proof in C#: values are written down twice, as SQL and as what a file would hold.</summary>
public sealed class SourceProofTests
{
    private static readonly ProofSeed Seed = new(0x5eed_1234_5678_9abc);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string?, string[]> Columns => new()
    {
        { "boolean", null, ["true", "false", "null"] },
        { "smallint", null, ["-32768", "0", "32767", "null"] },
        { "integer", null, ["-2147483648", "-1", "0", "1", "2147483647", "null"] },
        { "bigint", null, ["-9223372036854775808", "-1", "0", "1", "2147483647", "2147483648", "-2147483648", "4294967295", "4294967296", "-4294967296", "9223372036854775807", "null"] },
        { "oid", null, ["0", "1", "4294967295", "null"] },
        { "xid", null, ["'0'", "'3'", "'4294967295'"] },
        { "xid8", null, ["'0'", "'9223372036854775807'", "null"] },
        { "numeric(9,2)", null, ["-9999999.99", "-0.01", "0", "0.01", "9999999.99", "null"] },
        { "numeric(18,4)", null, ["-99999999999999.9999", "-0.0001", "0", "12.3", "214748.3647", "214748.3648", "99999999999999.9999", "null"] },
        { "numeric(38,10)", null, ["-9999999999999999999999999999.9999999999", "-0.0000000001", "0", "0.0000000001", "1844674407.3709551616", "-1844674407.3709551616", "1844674407.3709551615", "9999999999999999999999999999.9999999999", "null"] },
        { "numeric", "decimal(20,0)", ["-99999999999999999999", "18446744073709551616", "18446744073709551615", "9223372036854775808", "-9223372036854775809", "-18446744073709551616", "-18446744073709551617", "1"] },
        { "numeric(5,-2)", null, ["-9999900", "100", "0"] },
        { "numeric(2,4)", null, ["0.0099", "-0.0001"] },
        { "real", null, ["0", "'-0'", "1.5", "'NaN'", "'Infinity'", "'-Infinity'", "3.4028235e38", "null"] },
        { "double precision", null, ["0", "'-0'", "0.1", "'NaN'", "'-Infinity'", "1.7976931348623157e308", "5e-324", "null"] },
        { "text", null, ["''", "'a'", "'0123456789ab'", "'0123456789abc'", "'日本語 🎉'", "' trailing '", "null"] },
        { "varchar(20)", null, ["'x'", "null"] },
        { "char(6)", null, ["'ab'", "''", "null"] },
        { "jsonb", null, ["'{\"b\":1,\"a\":2}'", "null"] },
        { "bytea", null, ["'\\x'", "'\\x00ff10'", "null"] },
        { "uuid", "uuid", ["'00000000-0000-0000-0000-000000000000'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'", "null"] },
        { "uuid", null, ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "null"] },
        { "date", null, ["'1970-01-01'", "'1969-12-31'", "'0001-01-01'", "'9999-12-31'", "null"] },
        { "timestamp", null, ["'1970-01-01'", "'1969-12-31 23:59:59.999999'", "'0001-01-01'", "'9999-12-31 23:59:59.999999'", "null"] },
        { "timestamptz", null, ["'1970-01-01Z'", "'2024-02-29 12:00:00.123456Z'", "'0001-01-01Z'", "null"] },
        { "timestamp", "millis", ["'1970-01-01'", "'1969-12-31 23:59:59.999'", "null"] },
        { "inet", null, ["'10.0.0.1'", "'10.0.0.0/8'", "null"] },
        { "integer[]", null, ["'{}'", "'{1}'", "'{1,NULL,3}'", "'{NULL}'", "null"] },
        { "bigint[]", null, ["'{4294967296,1}'", "'{1,4294967296}'", "null"] },
        { "text[]", null, ["'{a,\"\",NULL}'", "'{}'", "null"] },
        { "numeric(38,2)[]", null, ["'{-1.5,NULL,99999999999999999999.25}'"] },
        { "date[]", null, ["'{1970-01-02,NULL}'"] },
        { "boolean[]", null, ["'{t,f,NULL}'"] },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Read_ColumnOfEachType_EqualsTheProofOfItsValues(string type, string? form, string[] values)
    {
        // PostgreSQL 15 widened the range of scales; an older server gets the nearest type that it has.
        await using var version = await Source.OpenAsync("");
        if (version.Session.Server.Version < 15) type = type switch { "numeric(5,-2)" => "numeric(7,0)", "numeric(2,4)" => "numeric(4,4)", _ => type };
        await using var source = await Source.OpenAsync($"""
            create table t (n int, v {type});
            insert into t values {string.Join(", ", values.Select((v, i) => $"({i}, {v})"))};
            """);
        var entry = Entry(new EntryColumn { Name = "n", Type = "int" }, new EntryColumn { Name = "v", Type = type, As = form });
        var match = SchemaMatch.Check(entry, await source.ReadAsync("t"));
        var texts = await source.QueryAsync($"select {(type == "char(6)" ? "concat(v)" : "v::text")} from public.t order by n");
        if (type == "char(6)") texts[^1] = null;

        var proof = await SourceProofReader.ReadAsync(source.Probe, entry.Table, match.Reads, null, Seed, null, Cancellation);

        var batch = new ColumnBatch([.. match.Reads.Select(r => r.Field)]);
        for (var i = 0; i < values.Length; i++)
        {
            Written.Append(batch.Columns[0], i.ToString(CultureInfo.InvariantCulture));
            Written.Append(batch.Columns[1], type == "inet" && texts[i] is not null ? values[i].Trim('\'') : texts[i]);
        }

        var accumulator = new ProofAccumulator(batch.Fields, Seed);
        accumulator.Add(batch);
        Assert.Empty(accumulator.Proof.Differences(proof));
        Assert.Equal(accumulator.Proof, proof);
        Assert.Equal(values.Count(v => v != "null"), proof.Columns[1].Present);
    }

    [Fact]
    public async Task Read_EmptyTableAndFilter_TotalsWhatIsThere()
    {
        await using var source = await Source.OpenAsync("create table t (id int); create table u as select i as id from generate_series(1, 10) i");
        var entry = Entry(new EntryColumn { Name = "id", Type = "int" });
        var reads = SchemaMatch.Check(entry, await source.ReadAsync("t")).Reads;

        var empty = await SourceProofReader.ReadAsync(source.Probe, new TableName("public", "t"), reads, null, Seed, null, Cancellation);
        var filtered = await SourceProofReader.ReadAsync(source.Probe, new TableName("public", "u"), reads, "id > 7 -- three", Seed, null, Cancellation);

        Assert.Equal(new TableProof(1, 0, 0, [new ColumnProof("id", 0, 0)]), empty);
        Assert.Equal((3, 3), (filtered.Rows, filtered.Columns[0].Present));
    }

    [Fact]
    public async Task Read_ValuesShiftedBetweenRows_GiveAnotherRowSumOnly()
    {
        await using var source = await Source.OpenAsync("create table t (a int, b int); create table u (a int, b int); insert into t values (1, 10), (2, 20); insert into u values (1, 20), (2, 10)");
        var reads = SchemaMatch.Check(Entry(new EntryColumn { Name = "a", Type = "int" }, new EntryColumn { Name = "b", Type = "int" }), await source.ReadAsync("t")).Reads;

        var t = await SourceProofReader.ReadAsync(source.Probe, new TableName("public", "t"), reads, null, Seed, null, Cancellation);
        var u = await SourceProofReader.ReadAsync(source.Probe, new TableName("public", "u"), reads, null, Seed, null, Cancellation);

        Assert.Equal(t.Columns, u.Columns);
        Assert.NotEqual(t.RowSum, u.RowSum);
    }

    /// <summary>Found by running lookup3 backwards: under this seed the hash of 0 in the first column is 0.</summary>
    [Theory]
    [InlineData(0, 2)]
    [InlineData(null, 0)]
    public async Task Read_HashesThatSumToZero_AreCounted(int? value, long present)
    {
        await using var source = await Source.OpenAsync($"create table t (v int); insert into t values ({value?.ToString(CultureInfo.InvariantCulture) ?? "null"}), ({value?.ToString(CultureInfo.InvariantCulture) ?? "null"})");
        var reads = SchemaMatch.Check(Entry(new EntryColumn { Name = "v", Type = "int" }), await source.ReadAsync("t")).Reads;

        var proof = await SourceProofReader.ReadAsync(source.Probe, new TableName("public", "t"), reads, null, new ProofSeed(-7385673079369568288), null, Cancellation);

        Assert.Equal([new ColumnProof("v", present, 0)], proof.Columns);
        Assert.Equal(2, proof.Rows);
    }

    [Fact]
    public async Task Build_WhereTheServerMayUseSeveralProcesses_LeavesHashingToThem()
    {
        await using var source = await Source.OpenAsync("create table t (i bigint, n numeric(12,2), w numeric(38,2), s text, d date, at timestamptz, u uuid, b bytea, f float8)");
        string[] types = ["bigint", "numeric(12,2)", "numeric(38,2)", "text", "date", "timestamptz", "uuid", "bytea", "double precision"];
        string[] names = ["i", "n", "w", "s", "d", "at", "u", "b", "f"];
        var reads = SchemaMatch.Check(Entry([.. names.Zip(types, (n, t) => new EntryColumn { Name = n, Type = t })]), await source.ReadAsync("t")).Reads;
        var statement = Assert.Single(ProofQuery.Build(new TableName("public", "t"), reads, null));

        await source.QueryAsync("set max_parallel_workers_per_gather = 2; set min_parallel_table_scan_size = 0; set parallel_setup_cost = 0; set parallel_tuple_cost = 0");
        var plan = await source.QueryAsync($"explain {statement.Sql.Replace("$1", "1", StringComparison.Ordinal)}");

        Assert.Contains(plan, line => line!.Contains("Finalize Aggregate", StringComparison.Ordinal));
        Assert.Contains(plan, line => line!.Contains("Partial Aggregate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_ManyRows_AreCompiledAndGiveTheSame()
    {
        await using var source = await Source.OpenAsync("create table t as select i::bigint * 4000000000 as i, i::numeric(12,2) / 4 as n, nullif(i % 3, 0)::text as s, date '2024-01-01' + i % 700 as d from generate_series(1, 1000) i");
        var reads = SchemaMatch.Check(Entry(
            new EntryColumn { Name = "i", Type = "bigint" }, new EntryColumn { Name = "n", Type = "numeric", As = "decimal(18,4)" }, new EntryColumn { Name = "s", Type = "text" }, new EntryColumn { Name = "d", Type = "date" }), await source.ReadAsync("t")).Reads;
        var plain = await SourceProofReader.ReadAsync(source.Probe, new TableName("public", "t"), reads, null, Seed, null, Cancellation);
        await source.QueryAsync("set cpu_operator_cost = 1000");

        var compiled = await SourceProofReader.ReadAsync(source.Probe, new TableName("public", "t"), reads, null, Seed, null, Cancellation);

        Assert.Equal(plain, compiled);
        Assert.Equal("off", (await source.QueryAsync("show jit")).Single());
    }

    [Theory]
    [InlineData(700, 1)]
    [InlineData(1500, 4)]
    public async Task Read_WideTable_TotalsEveryColumn(int columns, int statements)
    {
        var names = Enumerable.Range(0, columns).Select(i => $"c{i}").ToList();
        await using var source = await Source.OpenAsync($"""
            create table t ({string.Join(", ", names.Select(n => $"{n} int"))});
            insert into t ({string.Join(", ", names)}) select {string.Join(", ", names.Select((_, i) => $"nullif({i} * r, 7)"))} from generate_series(0, 2) r;
            """);
        var entry = Entry([.. names.Select(n => new EntryColumn { Name = n, Type = "int" })]);
        var reads = SchemaMatch.Check(entry, await source.ReadAsync("t")).Reads;
        var batch = new ColumnBatch([.. reads.Select(r => r.Field)]);
        for (var row = 0; row < 3; row++)
        {
            for (var i = 0; i < columns; i++) Written.Append(batch.Columns[i], i * row == 7 ? null : (i * row).ToString(CultureInfo.InvariantCulture));
        }

        var proof = await SourceProofReader.ReadAsync(source.Probe, entry.Table, reads, null, Seed, null, Cancellation);

        var accumulator = new ProofAccumulator(batch.Fields, Seed);
        accumulator.Add(batch);
        Assert.Equal(statements, ProofQuery.Build(entry.Table, reads, null).Count);
        Assert.Empty(accumulator.Proof.Differences(proof));
    }

    [Fact]
    public async Task Read_DatabaseInAnotherEncoding_IsRefused()
    {
        await using var source = await Source.OpenAsync("");
        var latin = $"latin_{Guid.NewGuid():n}";
        await source.Database.ExecuteAsync($"create database {latin} encoding 'LATIN1' locale 'C' template template0", Cancellation);
        await using var session = await Source.OpenSessionAsync(source.Database.Cluster.Url(latin));

        var failure = await Assert.ThrowsAsync<PlatformException>(() =>
            SourceProofReader.ReadAsync(session.Probe, new TableName("public", "t"), [], null, Seed, null, Cancellation));

        Assert.Equal("LATIN1", session.Server.Encoding);
        Assert.Equal((ExitCode.Configuration, "proof-encoding"), (failure.ExitCode, failure.Kind));
        Assert.Equal("The database is encoded in LATIN1: SQL cannot compute the proof of its text in UTF-8.", failure.Message);
    }

    [Fact]
    public async Task Read_AnyStatement_DoesNotHoldTheSeed()
    {
        await using var source = await Source.OpenAsync("create table t (a int)");
        var reads = SchemaMatch.Check(Entry(new EntryColumn { Name = "a", Type = "int" }), await source.ReadAsync("t")).Reads;

        var statement = Assert.Single(ProofQuery.Build(new TableName("public", "t"), reads, null));

        Assert.DoesNotContain(Seed.Value.ToString(CultureInfo.InvariantCulture), statement.Sql, StringComparison.Ordinal);
        Assert.Contains("$1", statement.Sql, StringComparison.Ordinal);
    }

    private static Entry Entry(params EntryColumn[] columns) => new() { Source = "shop", Table = new TableName("public", "t"), Columns = columns };

    /// <summary>Appends a value given in PostgreSQL's text form to a column of any storage.</summary>
    private static class Written
    {
        private static readonly DateTime Epoch = DateTime.UnixEpoch;

        public static void Append(Column column, string? text)
        {
            if (text is null)
            {
                column.AppendNull();
                return;
            }

            switch (column)
            {
                case FixedColumn<byte> c: c.Append(text is "true" or "t" ? (byte)1 : (byte)0); break;
                case FixedColumn<int> c: c.Append((int)Integer(c.Field.Type, text)); break;
                case FixedColumn<long> c: c.Append((long)Integer(c.Field.Type, text)); break;
                case FixedColumn<Int128> c: c.Append(Integer(c.Field.Type, text)); break;
                // PostgreSQL's NaN has the sign bit clear; C#'s constant has it set.
                case FixedColumn<float> c: c.Append(text == "NaN" ? BitConverter.Int32BitsToSingle(0x7fc00000) : float.Parse(text, CultureInfo.InvariantCulture)); break;
                case FixedColumn<double> c: c.Append(text == "NaN" ? BitConverter.Int64BitsToDouble(0x7ff8000000000000) : double.Parse(text, CultureInfo.InvariantCulture)); break;
                case FixedColumn<UInt128> c: c.Append(UInt128.Parse(text.Replace("-", "", StringComparison.Ordinal), NumberStyles.HexNumber, CultureInfo.InvariantCulture)); break;
                case BytesColumn { Field.Type: LakeType.Binary } c: c.Append(Convert.FromHexString(text[2..])); break;
                case BytesColumn c: c.Append(Encoding.UTF8.GetBytes(text)); break;
                case ListColumn c:
                    foreach (var element in text is "{}" ? [] : text[1..^1].Split(',')) Append(c.Elements, element == "NULL" ? null : element.Trim('"'));
                    c.EndList();
                    break;
                default: throw new NotSupportedException(column.GetType().Name);
            }
        }

        private static Int128 Integer(LakeType type, string text) => type switch
        {
            LakeType.Decimal d => Unscaled(text, d.Scale),
            LakeType.Date => (Int128)(DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) - Epoch).TotalDays,
            LakeType.Timestamp t => Moment(text) / (t.Millis ? 1000 : 1),
            _ => Int128.Parse(text, CultureInfo.InvariantCulture),
        };

        private static Int128 Moment(string text) =>
            (DateTime.Parse(text.Replace("+00", "", StringComparison.Ordinal), CultureInfo.InvariantCulture).Ticks - Epoch.Ticks) / 10;

        private static Int128 Unscaled(string text, int scale)
        {
            var point = text.IndexOf('.', StringComparison.Ordinal);
            var digits = point < 0 ? text : text.Remove(point, 1);
            var has = point < 0 ? 0 : text.Length - point - 1;
            return Int128.Parse(digits + new string('0', scale - has), CultureInfo.InvariantCulture);
        }
    }
}
