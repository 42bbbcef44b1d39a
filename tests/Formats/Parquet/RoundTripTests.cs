using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Judges;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Parquet;

/// <summary>What is written is what every reader finds, beyond what holds of every format: with and without dictionaries, in many pages, in one giant one.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ListColumns_OfEveryType_AreFoundByEveryReader(bool dictionaries)
    {
        var batch = Samples.Lists(300);
        Files.AssertEverywhere(Files.Write(new WriterOptions { Dictionaries = dictionaries }, batch), batch);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ManyPagesAndRowGroups_OfEveryType_AreFoundByEveryReader(bool dictionaries)
    {
        var options = new WriterOptions { PageRows = 64, PageBytes = 1024, Dictionaries = dictionaries };
        var (flat, lists) = (Samples.Flat(333), Samples.Lists(333));
        Files.AssertEverywhere(Files.Write(options, flat, flat, flat), flat, flat, flat);
        Files.AssertEverywhere(Files.Write(options, lists, lists), lists, lists);
    }

    [Fact]
    public void HugeValue_Of64MiB_IsFoundByOurReaderAndDuckDb()
    {
        Field[] fields = [new("id", new LakeType.Integer()), new("body", new LakeType.Text())];
        var text = new string('x', (64 << 20) - 3) + "end";
        var batch = Filling.Batch(fields, [[1, "small"], [2, text], [3, null], [4, ""]]);
        var file = Files.Write(WriterOptions.Default, batch);
        List<string> expected = [.. CanonicalRows.Of(batch)];
        Files.AssertRows("platform", expected, Files.Rows(file));
        var path = Path.Combine(Path.GetTempPath(), $"platform-{Guid.NewGuid():n}.parquet");
        File.WriteAllBytes(path, file);
        Files.AssertRows("DuckDB", expected, JudgeRunner.Read(Judge.DuckDb, path).Rows);
        File.Delete(path);
    }
}
