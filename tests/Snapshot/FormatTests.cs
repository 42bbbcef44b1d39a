using System.IO.Compression;
using System.Text.Json;
using Npgsql;
using Platform.Formats.Avro.Reading;
using Platform.Formats.Parquet.Reading;
using Platform.Registry.Entries;
using Platform.Snapshot.Tests.Running;

namespace Platform.Snapshot.Tests;

/// <summary>Every format from a table to a published, proved file; PostgreSQL itself reads the text files back into a table like the first.</summary>
public sealed class FormatTests
{
    private const string Flat = """
        id bigint primary key, small smallint, n integer, price numeric(12,2), wide numeric(38,10), ratio double precision, single real, ok boolean,
        name text, code char(4), body bytea, u uuid, d date, local timestamp, at timestamptz, doc jsonb
        """;

    private const string Rows = """
        insert into t select i, (i % 100)::smallint, -i, i / 100.0, i * 12345678901234567890.0123456789, case when i % 7 = 0 then 'NaN' else i / 3.0 end, i / 3.0, i % 2 = 0,
            case i % 5 when 0 then null when 1 then '' when 2 then 'a "quoted", text' when 3 then E'line\nfeed\r\nand \\. tab\t' else 'naïve ☃ 😀 ' || i end,
            'ab', decode(md5(i::text), 'hex'), md5(i::text)::uuid, date '1969-12-01' + i, timestamp '1969-12-31 23:59:59.999999' + i * interval '1 hour',
            timestamptz '0001-01-01 00:00:00+00' + i * interval '1 month', jsonb_build_object('k', i)
        from generate_series(1, 3000) i;
        insert into t (id) values (3001);
        """;

    private static readonly EntryColumn[] Columns =
    [
        JobStack.Column("id", "bigint"), JobStack.Column("small", "smallint"), JobStack.Column("n", "integer"), JobStack.Column("price", "numeric(12,2)"), JobStack.Column("wide", "numeric(38,10)"),
        JobStack.Column("ratio", "double precision"), JobStack.Column("single", "real"), JobStack.Column("ok", "boolean"), JobStack.Column("name", "text"), JobStack.Column("code", "char(4)"),
        JobStack.Column("body", "bytea"), JobStack.Column("u", "uuid"), JobStack.Column("d", "date"), JobStack.Column("local", "timestamp"), JobStack.Column("at", "timestamptz"), JobStack.Column("doc", "jsonb"),
    ];

    [Theory]
    [InlineData(FileFormat.Avro, Compression.Zstd, "part-00000.avro")]
    [InlineData(FileFormat.Avro, Compression.Gzip, "part-00000.avro")]
    [InlineData(FileFormat.Csv, Compression.Zstd, "part-00000.csv.zst")]
    [InlineData(FileFormat.Csv, Compression.None, "part-00000.csv")]
    [InlineData(FileFormat.JsonLines, Compression.Zstd, "part-00000.jsonl.zst")]
    [InlineData(FileFormat.JsonLines, Compression.Gzip, "part-00000.jsonl.gz")]
    public async Task Run_InEveryFormat_PublishesWhatWasProved(FileFormat format, Compression compression, string part)
    {
        using var stack = await StackAsync();
        var run = await stack.RunAsync(JobStack.Entry("t", Columns) with { Format = format, Compression = compression });

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal("source", run.Event("proved").GetProperty("against").GetString());
        Assert.Equal(["_manifest.json", part], Directory.GetFiles(JobStack.PathOf(run.Location)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Equal($"{RegistryNames.Of(format)} {RegistryNames.Of(compression)} 3001", await stack.Ledger.ScalarAsync<string>("select concat_ws(' ', format, compression, rows) from platform.run"));
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(JobStack.PathOf(run.Location), "_manifest.json")));
        Assert.Equal(RegistryNames.Of(format), manifest.RootElement.GetProperty("format").GetString());
        using var catalog = JsonDocument.Parse(File.ReadAllText(Path.Combine(stack.LakeDirectory, "_catalog", "test_shop", "t.json")));
        Assert.Equal(RegistryNames.Of(format), catalog.RootElement.GetProperty("format").GetString());
    }

    [Fact]
    public async Task Run_AsCsv_IsReadBackByPostgreSql()
    {
        using var stack = await StackAsync();
        var run = await stack.RunAsync(JobStack.Entry("t", Columns) with { Format = FileFormat.Csv, Compression = Compression.None });
        Assert.True(run.ExitCode == 0, run.Errors);

        await using var connection = await stack.Source.OpenAsync(Cancel);
        await CopyAsync(connection, "copy back from stdin (format csv, header)", new StreamReader(Path.Combine(JobStack.PathOf(run.Location), "part-00000.csv")));

        await AssertSameAsync(stack);
    }

    [Fact]
    public async Task Run_AsJsonLines_IsReadBackByPostgreSql()
    {
        using var stack = await StackAsync();
        var run = await stack.RunAsync(JobStack.Entry("t", Columns) with { Format = FileFormat.JsonLines, Compression = Compression.Gzip });
        Assert.True(run.ExitCode == 0, run.Errors);

        await using var connection = await stack.Source.OpenAsync(Cancel);
        await ExecuteAsync(connection, "create temp table lines (line jsonb)");
        await using var gzip = new GZipStream(File.OpenRead(Path.Combine(JobStack.PathOf(run.Location), "part-00000.jsonl.gz")), CompressionMode.Decompress);
        await CopyAsync(connection, @"copy lines from stdin (format csv, quote e'\x01', delimiter e'\x02')", new StreamReader(gzip));
        await ExecuteAsync(connection, "insert into back select r.* from lines, jsonb_populate_record(null::back, line) r");
        // A json document is text in the lake, so that it is a string of JSON here.
        await ExecuteAsync(connection, "update back set doc = (doc #>> '{}')::jsonb");

        await AssertSameAsync(stack);
    }

    [Fact]
    public async Task Run_AsAvro_IsAFileThatSaysWhatItIs()
    {
        using var stack = await StackAsync();
        var run = await stack.RunAsync(JobStack.Entry("t", Columns) with { Format = FileFormat.Avro, Parallel = 1 });
        Assert.True(run.ExitCode == 0, run.Errors);

        await using var file = File.OpenRead(Path.Combine(JobStack.PathOf(run.Location), "part-00000.avro"));
        using var reader = AvroReader.Open(file);
        Assert.Equal(Columns.Select(c => c.Name), reader.Fields.Select(f => f.Name));
        Assert.Equal(["smallint", "int", "decimal(12,2)", "decimal(38,10)"], reader.Fields.Skip(1).Take(4).Select(f => f.Type.CatalogType));
        Assert.Contains(new KeyValuePair<string, string>("platform.table", "public.t"), reader.Metadata);
        Assert.Equal(3001, reader.Read().Sum(batch => batch.RowCount));
    }

    [Fact]
    public async Task Run_AsParquet_FooterSaysWhatItIs()
    {
        using var stack = await StackAsync();
        var run = await stack.RunAsync(JobStack.Entry("t", Columns) with { Parallel = 1 });
        Assert.True(run.ExitCode == 0, run.Errors);

        using var reader = ParquetReader.Open(File.ReadAllBytes(Path.Combine(JobStack.PathOf(run.Location), "part-00000.parquet")));
        var footer = reader.Metadata.ToDictionary();
        Assert.Equal(
            await stack.Ledger.ScalarAsync<string>("""
                select concat_ws(' ', source, schema_name || '.' || table_name, to_char(snapshot_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                    to_char(captured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), published_attempt, entry_hash, schema_fingerprint)
                from platform.run
                """, Cancel),
            string.Join(' ', ((string[])["source", "table", "snapshot_time", "captured_at", "attempt", "entry", "schema_fingerprint"]).Select(key => footer[$"platform.{key}"])));
        Assert.Matches("^[0-9A-F]+/[0-9A-F]+$", footer["platform.lsn"]);
        Assert.Matches(@"^\d+\.\d+\.\d+", footer["platform.version"]);
    }

    [Fact]
    public async Task Run_EmptyTable_PublishesAFileOfEachFormat()
    {
        using var stack = await JobStack.CreateAsync();
        foreach (var format in Enum.GetValues<FileFormat>())
        {
            var table = $"empty_{RegistryNames.Of(format)}";
            await stack.Source.ExecuteAsync($"create table {table} (id int, name text)", Cancel);
            var run = await stack.RunAsync(JobStack.Entry(table, JobStack.Column("id", "integer"), JobStack.Column("name", "text")) with { Format = format });
            Assert.True(run.ExitCode == 0, run.Errors);
            Assert.Equal(0, run.Event("published").GetProperty("rows").GetInt64());
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<JobStack> StackAsync()
    {
        var stack = await JobStack.CreateAsync();
        await stack.Source.ExecuteAsync($"create table t ({Flat}); {Rows}; create table back ({Flat})", Cancel);
        return stack;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string sql, StreamReader from)
    {
        using var text = from;
        await using var copy = await connection.BeginTextImportAsync(sql, Cancel);
        var buffer = new char[64 << 10];
        for (var read = await from.ReadAsync(buffer, Cancel); read > 0; read = await from.ReadAsync(buffer, Cancel)) await copy.WriteAsync(buffer.AsMemory(0, read), Cancel);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task AssertSameAsync(JobStack stack) => Assert.Equal("3001 0 0", await stack.Source.ScalarAsync<string>(
        "select concat_ws(' ', (select count(*) from back), (select count(*) from (select * from t except all select * from back) x), (select count(*) from (select * from back except all select * from t) x))", Cancel));
}
