using Platform.Judges;
using Platform.Registry.Entries;
using Platform.Restore.Tests.Running;

namespace Platform.Restore.Tests.RoundTrips;

/// <summary>Files that DuckDB, Apache Arrow, avsc and Apache Avro for Python wrote go into tables, proved; those that do not fit are refused.</summary>
public sealed class ForeignFileTests
{
    private const string Table = """
        create type mood as enum ('sad', 'very happy');
        create table t (ok boolean, s smallint, i integer, l bigint, r real, d double precision, m numeric(12,2), wide numeric(38,10), x text, u uuid, y bytea, dt date, ts timestamp, tz timestamptz, e mood, iv interval, c char(5), doc jsonb, n numeric, p inet);
        insert into t values
          (true, -32768, 2147483647, 900719925474099, 1.5, 0.1, -0.01, 9999999999999999999999999999.9999999999, 'é😀', '01234567-89ab-cdef-fedc-ba9876543210', '\x00ff', '2000-02-29', '2024-01-01 00:00:00.000001', '1969-12-31 23:59:59.999999+00', 'very happy', '1 day', 'ab', '{"a": 1}', 1.500, '10.0.0.0/8'),
          (false, 0, -1, -900719925474099, -0.5, '5e-324', 9999999999.99, 0, '', '00000000-0000-0000-0000-000000000000', '', '1969-12-31', '1970-01-01', '2024-06-30 23:30:00.5-05', 'sad', '0', '', 'null', 'NaN', '::1'),
          (null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        insert into t select t.* from t, generate_series(1, 1000);
        create table original as table t;
        """;

    private static readonly Entry Entry = JobStack.Entry("t",
        JobStack.Column("ok", "boolean"), JobStack.Column("s", "smallint"), JobStack.Column("i", "integer"), JobStack.Column("l", "bigint"), JobStack.Column("r", "real"), JobStack.Column("d", "double precision"),
        JobStack.Column("m", "numeric(12,2)"), JobStack.Column("wide", "numeric(38,10)"), JobStack.Column("x", "text"), JobStack.Column("u", "uuid"), JobStack.Column("y", "bytea"), JobStack.Column("dt", "date"),
        JobStack.Column("ts", "timestamp"), JobStack.Column("tz", "timestamptz"), JobStack.Column("e", "mood"), JobStack.Column("iv", "interval"), JobStack.Column("c", "char(5)"), JobStack.Column("doc", "jsonb"), JobStack.Column("n", "numeric"), JobStack.Column("p", "inet"));

    [Theory]
    [InlineData("duckdb", FileFormat.Parquet)]
    [InlineData("arrow", FileFormat.Parquet)]
    [InlineData("avsc", FileFormat.Avro)]
    [InlineData("python3-avro", FileFormat.Avro)]
    public async Task Restore_FileOfAnotherWriter_IsProvedToBeInTheTable(string writer, FileFormat format)
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync(Table);
        var file = await ForeignAsync(stack, Entry, writer, format);
        await stack.Database.ExecuteAsync("truncate t");

        var run = await stack.RestoreAsync("--mode", "truncate", "--from", $"file://{file}", "--into", "public.t");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.True(run.Has("proved"));
        Assert.Equal(0, await stack.DifferencesAsync("t", "original"));
    }

    [Fact]
    public async Task Restore_AvroEnumOfAnotherWriter_IsTheTablesEnum()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync("""
            create type order_status as enum ('new', 'paid');
            create table t (id integer, status order_status, note text);
            insert into t values (1, 'paid', 'new'), (2, 'new', null), (3, null, 'paid');
            create table original as table t
            """);
        var entry = JobStack.Entry("t", JobStack.Column("id", "integer"), JobStack.Column("status", "order_status"), JobStack.Column("note", "text"));
        var file = await ForeignAsync(stack, entry, "avsc", FileFormat.Avro, "status=new,paid", "note=paid,new");
        await stack.Database.ExecuteAsync("truncate t");

        var run = await stack.RestoreAsync("--mode", "truncate", "--from", $"file://{file}", "--into", "public.t");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.True(run.Has("proved"));
        Assert.Equal(0, await stack.DifferencesAsync("t", "original"));
    }

    [Fact]
    public async Task Restore_FileThatDoesNotFit_IsRefusedWithEveryDifference()
    {
        using var stack = await RestoreStack.CreateAsync();
        await stack.Database.ExecuteAsync(Table);
        var file = await ForeignAsync(stack, Entry, "duckdb", FileFormat.Parquet);
        await stack.Database.ExecuteAsync("alter table t alter column m type integer using 1, drop column x, add column z text; drop table original; create table original as table t");

        var run = await stack.RestoreAsync("--mode", "truncate", "--from", $"file://{file}", "--into", "public.t");
        Assert.Equal((65, "file-does-not-fit"), (run.ExitCode, run.Kind));
        Assert.Equal("The file does not fit public.t:\n  column m is decimal(12,2) in the file, and integer in the target is never that\n  column x (string) is not in the target\n  column z (text) is in the target and not in the file", run.Message);
        Assert.Equal(0, await stack.DifferencesAsync("t", "original"));

        var made = await stack.RestoreAsync("--mode", "create", "--from", $"file://{file}", "--into", "public.made");
        Assert.Equal((65, "definition-missing"), (made.ExitCode, made.Kind));
        var nowhere = await stack.RestoreAsync("--mode", "truncate", "--from", $"file://{file}");
        Assert.Equal((64, "usage"), (nowhere.ExitCode, nowhere.Kind));
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..^9]);
        var damaged = await stack.RestoreAsync("--mode", "truncate", "--from", $"file://{file}", "--into", "public.t");
        Assert.Equal((65, "corrupt-file"), (damaged.ExitCode, damaged.Kind));
    }

    private static async Task<string> ForeignAsync(RestoreStack stack, Entry entry, string writer, FileFormat format, params string[] enums)
    {
        var location = await stack.SnapshotAsync(entry with { Format = format, Compression = Compression.None });
        // Away from the lake, whose partitions DuckDB would add as columns.
        var part = Directory.GetFiles(JobStack.PathOf(location), "part-*").Single();
        var ours = Path.Combine(stack.Jobs.LakeDirectory, $"ours{Path.GetExtension(part)}");
        File.Copy(part, ours);
        var file = Path.Combine(stack.Jobs.LakeDirectory, $"foreign{Path.GetExtension(part)}");
        if (writer == "avsc") JudgeRunner.Script("rewrite-avro.mjs", [ours, file, "deflate", .. enums]);
        else if (writer == "python3-avro") JudgeRunner.PythonScript("rewrite-avro.py", ours, file, "deflate");
        else JudgeRunner.Script("rewrite-parquet.mjs", writer, ours, file, "zstd", "2");
        return file;
    }
}
