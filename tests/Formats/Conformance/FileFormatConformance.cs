using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Tests.Parquet;
using Platform.Judges;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Conformance;

/// <summary>What holds of every file format: what is written is what every reader finds, ours and those of other makers.</summary>
public abstract class FileFormatConformance
{
    protected abstract FileFormat Format { get; }

    [Theory]
    [InlineData(Compression.None)]
    [InlineData(Compression.Snappy)]
    [InlineData(Compression.Gzip)]
    [InlineData(Compression.Zstd)]
    public void FlatColumns_OfEveryType_AreFoundByEveryReader(Compression compression)
    {
        var batch = Samples.Flat(500);
        var options = new WriterOptions { Compression = compression };
        if (Supports(compression)) AssertEverywhere(options, batch);
        else Assert.Equal("compression-not-supported", Assert.Throws<PlatformException>(() => Write(options, null, batch)).Kind);
    }

    [Fact]
    public void RequiredColumns_OfEveryType_AreFoundByEveryReader() => AssertEverywhere(WriterOptions.Default, Samples.Flat(300, nullable: false));

    [Fact]
    public void ListColumns_OfEveryType_AreFoundByEveryReader() => AssertEverywhere(WriterOptions.Default, Samples.Lists(300));

    [Fact]
    public void NestedColumns_AreFoundByEveryReader() => AssertEverywhere(WriterOptions.Default, Samples.Nested(300));

    [Fact]
    public void ManyBatchesInSmallPieces_AreFoundByEveryReader()
    {
        var options = new WriterOptions { PageBytes = 1024, PageRows = 64 };
        var (flat, lists) = (Samples.Flat(333), Samples.Lists(333));
        AssertEverywhere(options, flat, flat, flat);
        AssertEverywhere(options, lists, lists);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void FewRows_OfEveryType_AreFoundByEveryReader(int rows)
    {
        AssertEverywhere(WriterOptions.Default, Samples.Flat(rows));
        AssertEverywhere(new WriterOptions { Compression = Compression.Gzip }, Samples.Lists(rows));
    }

    [Fact]
    public void AllNullColumns_AreFoundByEveryReader()
    {
        var fields = Samples.Types.Select(t => new Field(t.Name, t.Type)).ToArray();
        AssertEverywhere(WriterOptions.Default, Filling.Batch(fields, Enumerable.Range(0, 200).Select(_ => new object?[fields.Length])));
    }

    [Fact]
    public void ThousandColumns_AreFoundByEveryReader()
    {
        Field[] fields = [.. Enumerable.Range(0, 1000).Select(i => new Field($"column {i}", i % 2 == 0 ? new LakeType.BigInt() : new LakeType.Text()))];
        AssertEverywhere(WriterOptions.Default, Filling.Batch(fields, Enumerable.Range(0, 50).Select(row => fields.Select((_, i) => (row + i) % 11 == 0 ? null : i % 2 == 0 ? (object?)(long)(row * i) : $"{row}:{i}").ToArray())));
    }

    [Fact]
    public void NamesOfAnyCharacters_AreFoundByEveryReader()
    {
        Field[] fields = [new("Ünïcode ☃", new LakeType.Integer()), new("with space", new LakeType.Integer()), new("with-space", new LakeType.Integer()), new("dot.ted,", new LakeType.Integer()), new("quo\"te", new LakeType.Integer())];
        AssertEverywhere(WriterOptions.Default, Filling.Batch(fields, [[1, 2, 3, 4, 5], [null, null, null, null, 6]]));
    }

    [Fact]
    public void HugeValue_Of64MiB_IsFound()
    {
        Field[] fields = [new("id", new LakeType.Integer()), new("body", new LakeType.Text())];
        var text = new string('x', (64 << 20) - 5) + "\",\n☃";
        var batch = Filling.Batch(fields, [[1, "small"], [2, text], [3, null], [4, ""]]);
        var found = 0L;
        var file = Write(WriterOptions.Default, read => found += read.RowCount, batch);
        Assert.Equal(4, found);
        FileAssert.Rows("platform", [.. CanonicalRows.Of(batch)], Rows(file, fields, Compression.Zstd));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(19_968)]
    public void ReadBack_OfEveryRow_HandsOverTheRowsThatWereWritten(int readBackRows)
    {
        foreach (var batch in new[] { Samples.Flat(777), Samples.Lists(777) })
        {
            var found = new List<string>();
            Write(new WriterOptions { PageRows = 128, PageBytes = 16 << 10, ReadBackRows = readBackRows }, read => found.AddRange(CanonicalRows.Of(read)), batch, batch);
            FileAssert.Rows("read-back", [.. CanonicalRows.Of(batch), .. CanonicalRows.Of(batch)], found);
        }
    }

    [Fact]
    public void Names_ThatOccurTwice_AreRefused()
    {
        var error = Assert.Throws<PlatformException>(() => Create([new("n", new LakeType.Integer()), new("n", new LakeType.Text())]));
        Assert.Equal("column n: The column's name occurs twice in one file.\nhint: Give each column a name of its own.", error.Describe());
    }

    [Fact]
    public void Columns_WhereThereAreNone_AreRefused() => Assert.Equal("no-columns", Assert.Throws<PlatformException>(() => Create([])).Kind);

    [Fact]
    public void Null_InARequiredColumn_IsRefusedWithItsRow()
    {
        Field[] fields = [new("n", new LakeType.Integer(), false)];
        using var writer = Create(fields);
        writer.Write(Filling.Batch(fields, [[1], [2]]));
        var error = Assert.Throws<PlatformException>(() => writer.Write(Filling.Batch(fields, [[3], [null]])));
        Assert.Equal("column n, row 4: A null was read for a column that is declared not null.\nhint: Set nullable: true for the column in the table's entry.", error.Describe());
        Assert.Throws<InvalidOperationException>(() => writer.Complete());
    }

    [Fact]
    public void Batch_OfOtherFields_IsRefused()
    {
        using var writer = Create([new("n", new LakeType.Integer())]);
        Assert.Throws<ArgumentException>(() => writer.Write(new ColumnBatch([new("m", new LakeType.Integer())])));
    }

    [Fact]
    public void Complete_IsTheEnd()
    {
        Field[] fields = [new("n", new LakeType.Integer())];
        using var writer = Create(fields);
        writer.Complete();
        Assert.Throws<InvalidOperationException>(() => writer.Complete());
        Assert.Throws<InvalidOperationException>(() => writer.Write(new ColumnBatch(fields)));
    }

    [Fact]
    public void Writer_AfterItsFirstBatches_AllocatesNothingPerRow()
    {
        var batch = Samples.Flat(20_000);
        using var writer = FileWriters.Create(Format, Stream.Null, batch.Fields, WriterOptions.Default, [], _ => { });
        for (var i = 0; i < 3; i++) writer.Write(batch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        writer.Write(batch);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // What stays is a footer's: metadata, statistics and page index, about 3 KB for each of 29 columns.
        Assert.True(allocated < 200_000, $"{allocated} bytes for 20,000 rows");
    }

    /// <summary>Opens a file with the project's own reader.</summary>
    protected abstract IFileReader Open(Stream file, IReadOnlyList<Field> fields, Compression compression);

    /// <summary>What readers of other makers find in the file.</summary>
    protected abstract IEnumerable<(string Reader, JudgedFile Found)> Judge(string path, IReadOnlyList<Field> fields, Compression compression);

    protected virtual bool Supports(Compression compression) => true;

    private IFileWriter Create(Field[] fields) => FileWriters.Create(Format, Stream.Null, fields, WriterOptions.Default, []);

    private byte[] Write(WriterOptions options, Action<ColumnBatch>? readBack, params ColumnBatch[] batches)
    {
        using var stream = new MemoryStream();
        using var writer = FileWriters.Create(Format, stream, batches[0].Fields, options, [new("source", "test"), new("empty", "")], readBack);
        foreach (var batch in batches) writer.Write(batch);
        var summary = writer.Complete();
        Assert.Equal(stream.Length, summary.Bytes);
        Assert.Equal(batches.Sum(b => (long)b.RowCount), summary.Rows);
        Assert.Equal(batches.Count(b => b.RowCount > 0), summary.RowGroups);
        return stream.ToArray();
    }

    private List<string> Rows(byte[] file, IReadOnlyList<Field> fields, Compression compression)
    {
        using var stream = new MemoryStream(file);
        using var reader = Open(stream, fields, compression);
        Assert.Equal(fields.Select(f => (f.Name, f.Type.CatalogType, f.Nullable)), reader.Fields.Select(f => (f.Name, f.Type.CatalogType, f.Nullable)));
        var rows = new List<string>();
        foreach (var batch in reader.Read()) rows.AddRange(CanonicalRows.Of(batch));
        return rows;
    }

    /// <summary>Holds our reader, the read-back and every judge to the rows: counts first, then row by row.</summary>
    private void AssertEverywhere(WriterOptions options, params ColumnBatch[] batches)
    {
        List<string> expected = [.. batches.SelectMany(CanonicalRows.Of)];
        var readBack = new List<string>();
        var file = Write(options, read => readBack.AddRange(CanonicalRows.Of(read)), batches);
        FileAssert.Rows("read-back", expected, readBack);
        FileAssert.Rows("platform", expected, Rows(file, batches[0].Fields, options.Compression));
        var path = Path.Combine(Path.GetTempPath(), $"platform-{Guid.NewGuid():n}.{RegistryNames.Of(Format)}");
        try
        {
            File.WriteAllBytes(path, file);
            foreach (var (reader, found) in Judge(path, batches[0].Fields, options.Compression))
            {
                Assert.Equal(batches[0].Fields.Select(f => f.Name), found.Columns.Select(c => c.Key));
                Assert.Equal(expected.Count, found.RowCount);
                FileAssert.Rows(reader, expected, found.Rows);
            }
        }
        finally
        {
            File.Delete(path);
            File.Delete($"{path}.columns");
        }
    }
}
