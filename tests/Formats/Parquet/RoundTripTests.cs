using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Judges;
using Platform.Registry.Entries;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Parquet;

/// <summary>What is written is what every reader finds: ours, DuckDB's and hyparquet's.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData(Compression.None)]
    [InlineData(Compression.Snappy)]
    [InlineData(Compression.Gzip)]
    [InlineData(Compression.Zstd)]
    public void FlatColumns_OfEveryType_AreFoundByEveryReader(Compression compression)
    {
        var batch = Samples.Flat(500);
        Files.AssertEverywhere(Files.Write(new WriterOptions { Compression = compression }, batch), batch);
    }

    [Fact]
    public void RequiredColumns_OfEveryType_AreFoundByEveryReader()
    {
        var batch = Samples.Flat(300, nullable: false);
        Files.AssertEverywhere(Files.Write(WriterOptions.Default, batch), batch);
    }

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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void FewRows_OfEveryType_AreFoundByEveryReader(int rows)
    {
        var (flat, lists) = (Samples.Flat(rows), Samples.Lists(rows));
        Files.AssertEverywhere(Files.Write(WriterOptions.Default, flat), flat);
        Files.AssertEverywhere(Files.Write(WriterOptions.Default, lists), lists);
    }

    [Fact]
    public void AllNullColumns_AreFoundByEveryReader()
    {
        var fields = Samples.Types.Select(t => new Field(t.Name, t.Type)).ToArray();
        var batch = Filling.Batch(fields, Enumerable.Range(0, 200).Select(_ => new object?[fields.Length]));
        Files.AssertEverywhere(Files.Write(WriterOptions.Default, batch), batch);
    }

    [Fact]
    public void ThousandColumns_AreFoundByEveryReader()
    {
        Field[] fields = [.. Enumerable.Range(0, 1000).Select(i => new Field($"column {i}", i % 2 == 0 ? new LakeType.BigInt() : new LakeType.Text()))];
        var batch = Filling.Batch(fields, Enumerable.Range(0, 50).Select(row => fields.Select((_, i) => (row + i) % 11 == 0 ? null : i % 2 == 0 ? (object?)(long)(row * i) : $"{row}:{i}").ToArray()));
        Files.AssertEverywhere(Files.Write(WriterOptions.Default, batch), batch);
    }

    [Fact]
    public void NamesOfAnyCharacters_AreFoundByEveryReader()
    {
        Field[] fields = [new("Ünïcode ☃", new LakeType.Integer()), new("with space", new LakeType.Integer()), new("dot.ted", new LakeType.Integer()), new("quo\"te", new LakeType.Integer())];
        var batch = Filling.Batch(fields, [[1, 2, 3, 4], [null, null, null, null]]);
        Files.AssertEverywhere(Files.Write(WriterOptions.Default, batch), batch);
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

    [Theory]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(19_968)]
    public void ReadBack_OfEveryRowGroup_HandsOverTheRowsThatWereWritten(int readBackRows)
    {
        var (flat, lists) = (Samples.Flat(777), Samples.Lists(777));
        foreach (var batch in new[] { flat, lists })
        {
            var found = new List<string>();
            Files.Write(new WriterOptions { PageRows = 128, ReadBackRows = readBackRows }, read => found.AddRange(CanonicalRows.Of(read)), batch, batch);
            Files.AssertRows("read-back", [.. CanonicalRows.Of(batch), .. CanonicalRows.Of(batch)], found);
        }
    }
}
