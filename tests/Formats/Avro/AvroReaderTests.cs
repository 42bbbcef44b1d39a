using System.Text;
using Platform.Columns.Batches;
using Platform.Formats.Avro.Reading;
using Platform.Formats.Avro.Writing;
using Platform.Formats.Files;
using Platform.Formats.Memory;
using Platform.Formats.Tests.Parquet;
using Platform.Judges;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Avro;

public sealed class AvroReaderTests
{
    private const string Hint = "\nhint: Compare the object's checksum with the manifest and restore the object, or take the snapshot again.";
    private static readonly Field[] Fields = [new("n", new LakeType.BigInt()), new("t", new LakeType.Text(), false)];

    [Fact]
    public void Header_SaysWhatItWasTold()
    {
        using var stream = new MemoryStream(Write(Compression.Zstd, 10));
        using var reader = AvroReader.Open(stream);
        Assert.Equal([new("source", "test")], reader.Metadata);
        Assert.Equal(Fields, reader.Fields);
    }

    [Theory]
    [InlineData(0, "offset 0: The Avro file is corrupt: it ends 4 bytes early.")]
    [InlineData(3, "offset 0: The Avro file is corrupt: it ends 1 bytes early.")]
    public void FileCutShort_IsRefusedWithItsOffset(int bytes, string message) => Assert.Equal(message + Hint, Refused(Write(Compression.None, 10)[..bytes]).Describe());

    [Fact]
    public void FileOfAnotherKind_IsRefused() =>
        Assert.Equal("offset 0: The Avro file is corrupt: it does not begin with Obj and the version 1." + Hint, Refused("PAR1 and more"u8.ToArray()).Describe());

    [Fact]
    public void FlippedBit_InABlockWithChecksum_IsRefusedWithItsOffset()
    {
        foreach (var compression in new[] { Compression.Zstd, Compression.Snappy })
        {
            var file = Write(compression, 100);
            file[^40] ^= 1;
            var error = Refused(file);
            Assert.Equal(("corrupt-file", "The Avro file is corrupt: a block does not decompress."), (error.Kind, error.Message));
            Assert.True(error.Offset > 100);
        }
    }

    [Fact]
    public void LostSyncMarker_IsRefused()
    {
        var file = Write(Compression.None, 10);
        file[^1] ^= 1;
        Assert.Contains("a block does not end with the sync marker", Refused(file).Message);
    }

    [Fact]
    public void BrokenValue_IsRefusedWithColumnAndRow()
    {
        var file = Write(Compression.None, 3);
        // The last row's text says that it is longer than the block: a length in front of "text 2".
        file[file.AsSpan().LastIndexOf("text 2"u8) - 1] = 0x7E;
        var error = Refused(file);
        Assert.Equal(("t", 3L), (error.Column, error.RowNumber));
        Assert.Equal("The Avro file is corrupt: a value of 63 bytes, of which 6 are in the block.", error.Message);
    }

    [Fact]
    public void SchemaOfAnotherWriter_IsReadAsTheLakesTypes()
    {
        var fields = FieldsOf("""
            {"type":"record","name":"r","namespace":"x.y","fields":[
              {"name":"e","type":{"type":"enum","name":"color","symbols":["red","green"]}},
              {"name":"again","type":["color","null"]},
              {"name":"f","type":{"type":"fixed","name":"f4","size":4}},
              {"name":"price","type":{"type":"fixed","name":"p","size":9,"logicalType":"decimal","precision":20,"scale":2}},
              {"name":"cheap","type":{"type":"fixed","name":"c","size":2,"logicalType":"decimal","precision":4,"scale":1}},
              {"name":"nested","type":{"type":{"type":"string","logicalType":"uuid"}}},
              {"name":"tags","type":{"type":"map","values":"string"}},
              {"name":"point","type":["null",{"type":"record","name":"point","fields":[{"name":"x","type":"double"}]}]},
              {"name":"points","type":{"type":"array","items":"point"}}]}
            """);
        Assert.Equal(
            ["string", "string", "binary", "decimal(20,2)", "decimal(4,1)", "binary", "map<string,string>", "struct<x:double>", "array<struct<x:double>>"],
            fields.Select(f => f.Type.CatalogType));
        Assert.Equal([false, true, false, false, false, false, false, true, false], fields.Select(f => f.Nullable));
    }

    [Theory]
    [InlineData("""{"name":"c","type":["null","int","string"]}""", "a union of other than null and one type")]
    [InlineData("""{"name":"c","type":"null"}""", "a column that is always null")]
    [InlineData("""{"name":"c","type":{"type":"long","logicalType":"time-micros"}}""", "logical type time-micros is not known")]
    [InlineData("""{"name":"c","type":{"type":"map","values":"long"}}""", "a map of other values than strings")]
    [InlineData("""{"name":"c","type":{"type":"bytes","logicalType":"decimal","precision":40}}""", "a decimal of 40 digits, 0 of them behind the point")]
    [InlineData("""{"name":"c","type":["null","r"]}""", "a type of its schema is not known")]
    [InlineData("""{"name":"c","type":{"type":"record","name":"s","fields":[{"name":"s","type":["null","s"]}]}}""", "a record contains itself")]
    public void Schema_ThatTheLakeCannotSay_IsRefusedWithItsColumn(string field, string what)
    {
        var error = Assert.Throws<PlatformException>(() => FieldsOf($$"""{"type":"record","name":"r","fields":[{{field}}]}"""));
        Assert.Equal(("file-not-supported", "c", $"The Avro file cannot be read: {what}."), (error.Kind, error.Column, error.Message));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"type":"record","name":"r","fields":[{"type":"int"}]}""")]
    [InlineData("""{"type":"record","name":"r","fields":[{"name":"a","type":"int"},{"name":"a","type":"int"}]}""")]
    public void Schema_ThatIsNone_IsCorrupt(string json) => Assert.Equal("corrupt-file", Assert.Throws<PlatformException>(() => FieldsOf(json)).Kind);

    [Fact]
    public void Rows_InBlocksOfBoundedSize_AreReadBlockByBlock()
    {
        using var stream = new MemoryStream(Write(Compression.None, 1000, pageBytes: 1024));
        using var reader = AvroReader.Open(stream, new ReaderOptions { MaxPageBytes = 1024 });
        var rows = reader.Read().Select(batch => batch.RowCount).ToList();
        Assert.Equal(1000, rows.Sum());
        Assert.True(rows.Count > 10);
    }

    private static IReadOnlyList<Field> FieldsOf(string schema)
    {
        var file = new GrowingBuffer();
        file.Append(AvroHeader.Magic);
        AvroHeader.Number(file, 1);
        foreach (var text in new[] { AvroHeader.SchemaKey, schema })
        {
            AvroHeader.Number(file, Encoding.UTF8.GetByteCount(text));
            file.Append(Encoding.UTF8.GetBytes(text));
        }

        file.Append(0);
        file.Append(new byte[AvroHeader.SyncBytes]);
        using var stream = new MemoryStream(file.Written.ToArray());
        using var reader = AvroReader.Open(stream);
        return reader.Fields;
    }

    private static byte[] Write(Compression compression, int rows, int pageBytes = 1 << 20)
    {
        using var stream = new MemoryStream();
        using var writer = FileWriters.Create(FileFormat.Avro, stream, Fields, new WriterOptions { Compression = compression, PageBytes = pageBytes }, [new("source", "test")]);
        writer.Write(Filling.Batch(Fields, Enumerable.Range(0, rows).Select(i => new object?[] { i % 5 == 0 ? null : (long)i * 7919, $"text {i}" })));
        writer.Complete();
        return stream.ToArray();
    }

    private static PlatformException Refused(byte[] file) => Assert.Throws<PlatformException>(() =>
    {
        using var stream = new MemoryStream(file);
        using var reader = AvroReader.Open(stream);
        foreach (var batch in reader.Read()) Assert.NotEmpty(CanonicalRows.Of(batch));
    });
}
