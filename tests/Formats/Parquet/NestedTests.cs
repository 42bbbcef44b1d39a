using Platform.Formats.Files;
using Platform.Formats.Parquet.Reading;
using Platform.Judges;

namespace Platform.Formats.Tests.Parquet;

/// <summary>Nested columns: what is written is what every reader finds.</summary>
public sealed class NestedTests
{
    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(1, 0.0)]
    [InlineData(300, 0.0)]
    [InlineData(300, 0.3)]
    [InlineData(100, 1.0)]
    public void NestedColumns_AreFoundByEveryReader(int rows, double nulls)
    {
        var batch = NestedSamples.Batch(new Random(rows), rows, nulls);
        Files.AssertEverywhere(Files.Write(WriterOptions.Default, batch), batch);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NestedColumns_InManyPagesAndRowGroups_AreFoundByEveryReader(bool dictionaries)
    {
        var random = new Random(5);
        var batches = new[] { NestedSamples.Batch(random, 400, 0.2), NestedSamples.Batch(random, 150, 0.05) };
        Files.AssertEverywhere(Files.Write(new WriterOptions { PageRows = 64, PageBytes = 1024, Dictionaries = dictionaries }, batches), batches);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Read_InBatchesOfAnySize_GivesTheSameRows(int batchRows)
    {
        var batch = NestedSamples.Batch(new Random(6), 200, 0.2);
        var file = Files.Write(new WriterOptions { PageRows = 64 }, batch);
        using var reader = ParquetReader.Open(file, ReaderOptions.Default with { BatchRows = batchRows });
        Assert.Equal(CanonicalRows.Of(batch), reader.Read().SelectMany(b => CanonicalRows.Of(b).ToList()));
    }
}
