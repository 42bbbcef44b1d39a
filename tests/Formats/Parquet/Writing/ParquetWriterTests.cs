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
    public void Options_OutOfRange_AreAllReportedAtOnce()
    {
        var error = Assert.Throws<PlatformException>(() => Create(One, new WriterOptions { PageRows = 1, PageBytes = 2, CompressionLevel = 99 }));
        Assert.Equal("Parquet options: page bytes 2 is not in 1024..1073741824; page rows 1 is not in 64..1048576; zstd level 99 is not in 1..19.", error.Message);
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

    private static IFileWriter Create(Field[] fields, WriterOptions? options = null) =>
        FileWriters.Create(FileFormat.Parquet, Stream.Null, fields, options ?? WriterOptions.Default, []);
}
