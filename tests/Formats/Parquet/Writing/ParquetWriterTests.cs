using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Reading;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Parquet.Writing;

public sealed class ParquetWriterTests
{
    private static readonly Field[] One = [new("n", new LakeType.Integer())];

    [Fact]
    public void Struct_AsColumn_IsRefusedWithNameAndWayOut()
    {
        var error = Assert.Throws<PlatformException>(() => Create([new("address", new LakeType.Struct([new("zip", new LakeType.Text())]))]));
        Assert.Equal("column address: Type struct<zip:string> cannot be written to Parquet yet.\nhint: Set as: json for the column in the table's entry, or leave the column out.", error.Describe());
        Assert.Equal((ExitCode.Configuration, "type-not-supported"), (error.ExitCode, error.Kind));
    }

    [Fact]
    public void Map_InAList_IsRefusedWithNameAndWayOut() =>
        Assert.Equal("tags", Assert.Throws<PlatformException>(() => Create([new("tags", new LakeType.List(new LakeType.Map()))])).Column);

    [Fact]
    public void Names_ThatOccurTwice_AreRefused()
    {
        var error = Assert.Throws<PlatformException>(() => Create([.. One, .. One]));
        Assert.Equal("column n: The column's name occurs twice in one file.\nhint: Give each column a name of its own.", error.Describe());
    }

    [Fact]
    public void Columns_WhereThereAreNone_AreRefused() => Assert.Equal("no-columns", Assert.Throws<PlatformException>(() => Create([])).Kind);

    [Fact]
    public void Options_OutOfRange_AreAllReportedAtOnce()
    {
        var error = Assert.Throws<PlatformException>(() => Create(One, new WriterOptions { PageRows = 1, PageBytes = 2, CompressionLevel = 99 }));
        Assert.Equal("Parquet options: page bytes 2 is not in 1024..1073741824; page rows 1 is not in 64..1048576; zstd level 99 is not in 1..19.", error.Message);
    }

    [Fact]
    public void Format_NotBuiltYet_IsRefused()
    {
        var error = Assert.Throws<PlatformException>(() => FileWriters.Create(FileFormat.Avro, Stream.Null, One, WriterOptions.Default, []));
        Assert.Equal("Format avro is not yet supported; supported is: parquet.", error.Message);
    }

    [Fact]
    public void Null_InARequiredColumn_IsRefusedWithItsRow()
    {
        Field[] fields = [new("n", new LakeType.Integer(), false)];
        using var writer = FileWriters.Create(FileFormat.Parquet, Stream.Null, fields, WriterOptions.Default, []);
        writer.Write(Filling.Batch(fields, [[1], [2]]));
        var error = Assert.Throws<PlatformException>(() => writer.Write(Filling.Batch(fields, [[3], [null]])));
        Assert.Equal("column n, row 4: A null was read for a column that is declared not null.\nhint: Set nullable: true for the column in the table's entry.", error.Describe());
        Assert.Throws<InvalidOperationException>(() => writer.Complete());
    }

    [Fact]
    public void Batch_OfOtherFields_IsRefused()
    {
        using var writer = Create(One);
        Assert.Throws<ArgumentException>(() => writer.Write(new ColumnBatch([new("m", new LakeType.Integer())])));
    }

    [Fact]
    public void Complete_IsTheEnd()
    {
        using var writer = Create(One);
        writer.Complete();
        Assert.Throws<InvalidOperationException>(() => writer.Complete());
        Assert.Throws<InvalidOperationException>(() => writer.Write(new ColumnBatch(One)));
    }

    [Fact]
    public void Footer_SaysWhatItWasTold()
    {
        using var reader = ParquetReader.Open(Files.Write(WriterOptions.Default, Samples.Flat(10)));
        Assert.Equal([new("source", "test"), new("empty", "")], reader.Metadata);
        Assert.Matches(@"^platform version \d+\.\d+\.\d+ \(build .+\)$", reader.CreatedBy);
        Assert.Equal(Samples.Types.Select(t => new Field(t.Name, t.Type)), reader.Fields);
        Assert.Equal(10, reader.RowCount);
    }

    [Fact]
    public void Writer_AfterItsFirstRowGroups_AllocatesNothingPerRow()
    {
        var batch = Samples.Flat(20_000);
        using var writer = FileWriters.Create(FileFormat.Parquet, Stream.Null, batch.Fields, WriterOptions.Default, [], _ => { });
        for (var i = 0; i < 3; i++) writer.Write(batch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        writer.Write(batch);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // What stays is the footer's: metadata, statistics and page index, about 3 KB for each of 29 columns.
        Assert.True(allocated < 200_000, $"{allocated} bytes for 20,000 rows");
    }

    private static IFileWriter Create(Field[] fields, WriterOptions? options = null) =>
        FileWriters.Create(FileFormat.Parquet, Stream.Null, fields, options ?? WriterOptions.Default, []);
}
