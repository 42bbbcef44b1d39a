using Platform.Formats.Files;
using Platform.Formats.Parquet.Reading;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Parquet.Reading;

public sealed class ParquetReaderTests
{
    private const string Hint = "\nhint: Compare the object's checksum with the manifest and restore the object, or take the snapshot again.";
    private static readonly byte[] File = Write();

    [Theory]
    [InlineData(0, "offset 0: The Parquet file is corrupt: 0 bytes are less than any Parquet file has.")]
    [InlineData(12, "offset 0: The Parquet file is corrupt: 12 bytes are less than any Parquet file has.")]
    [InlineData(200, "offset 196: The Parquet file is corrupt: it does not end with PAR1.")]
    public void TruncatedFile_IsRefusedWithItsOffset(int bytes, string message)
    {
        var error = Refused(File[..bytes]);
        Assert.Equal(message + Hint, error.Describe());
        Assert.Equal((ExitCode.Data, "corrupt-file", Stage.Decode), (error.ExitCode, error.Kind, error.Stage));
    }

    [Fact]
    public void FlippedBit_InAPage_IsRefusedWithColumnAndOffset()
    {
        var damaged = File.ToArray();
        damaged[60] ^= 1;
        Assert.Equal("column n, offset 4: The Parquet file is corrupt: a page's checksum does not match its content." + Hint, Refused(damaged).Describe());
    }

    [Fact]
    public void FlippedBit_InTheFooter_IsRefused()
    {
        var damaged = File.ToArray();
        // A digit of the writer's version: nothing but the checksum tells.
        damaged[damaged.AsSpan().LastIndexOf("platform version"u8) + 17] ^= 1;
        Assert.Contains("the footer's checksum does not match its content", Refused(damaged).Message);
    }

    [Fact]
    public void Stream_IsReadLikeMemory()
    {
        using var stream = new MemoryStream(File);
        using var reader = ParquetReader.Open(stream);
        Assert.Equal(300, reader.Read().Sum(b => b.RowCount));
        Assert.Equal([150L, 150L], reader.RowGroups.Select(g => g.Rows));
    }

    [Fact]
    public void Batches_HoldAtMostTheRowsAskedFor()
    {
        using var reader = ParquetReader.Open(File, new ReaderOptions { BatchRows = 70 });
        Assert.Equal([70, 70, 10, 70, 70, 10], reader.Read().Select(b => b.RowCount));
    }

    [Fact]
    public void Dictionaries_WhereKept_ReplaceValues()
    {
        using var reader = ParquetReader.Open(File, new ReaderOptions { KeepDictionaries = true });
        var batch = reader.Read().First();
        Assert.False(batch.Columns[1].IsMaterialized);
        Assert.Equal(3, batch.Columns[1].Dictionary!.Distinct.Count);
        Assert.True(batch.Columns[0].IsMaterialized);
    }

    private static PlatformException Refused(byte[] file) => Assert.Throws<PlatformException>(() =>
    {
        using var reader = ParquetReader.Open(file);
        foreach (var batch in reader.Read()) Assert.NotEqual(0, batch.RowCount);
    });

    private static byte[] Write()
    {
        var batch = Filling.Batch([new("n", new LakeType.BigInt()), new("t", new LakeType.Text())], Enumerable.Range(0, 150).Select(i => new object?[] { (long)i * i * 7919, $"{i % 3}" }));
        return Files.Write(new WriterOptions { Compression = Compression.None }, batch, batch);
    }
}
