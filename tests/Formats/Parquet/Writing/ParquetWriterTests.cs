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
