using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Reading;
using Platform.Judges;
using Platform.Registry.Entries;

namespace Platform.Formats.Tests.Parquet;

/// <summary>Files in memory, and what readers find in them.</summary>
internal static class Files
{
    public static byte[] Write(WriterOptions options, params ColumnBatch[] batches) => Write(options, null, batches);

    public static byte[] Write(WriterOptions options, Action<ColumnBatch>? readBack, params ColumnBatch[] batches)
    {
        using var stream = new MemoryStream();
        using var writer = FileWriters.Create(FileFormat.Parquet, stream, batches[0].Fields, options, [new("source", "test"), new("empty", "")], readBack);
        foreach (var batch in batches) writer.Write(batch);
        var summary = writer.Complete();
        Assert.Equal(stream.Length, summary.Bytes);
        Assert.Equal(batches.Sum(b => (long)b.RowCount), summary.Rows);
        Assert.Equal(batches.Count(b => b.RowCount > 0), summary.RowGroups);
        return stream.ToArray();
    }

    /// <summary>Rows as our reader finds them, in canonical form.</summary>
    public static List<string> Rows(byte[] file, ReaderOptions? options = null)
    {
        using var reader = ParquetReader.Open(file, options);
        var rows = new List<string>();
        foreach (var batch in reader.Read()) rows.AddRange(CanonicalRows.Of(batch));
        return rows;
    }

    /// <summary>Holds our reader and every judge to the rows: counts first, then row by row.</summary>
    public static void AssertEverywhere(byte[] file, params ColumnBatch[] batches)
    {
        List<string> expected = [.. batches.SelectMany(CanonicalRows.Of)];
        AssertRows("platform", expected, Rows(file));
        var path = Path.Combine(Path.GetTempPath(), $"platform-{Guid.NewGuid():n}.parquet");
        try
        {
            File.WriteAllBytes(path, file);
            foreach (var judge in new[] { Judge.DuckDb, Judge.Hyparquet })
            {
                var judged = JudgeRunner.Read(judge, path);
                Assert.Equal(batches[0].Fields.Select(f => f.Name), judged.Columns.Select(c => c.Key));
                Assert.Equal(expected.Count, judged.RowCount);
                AssertRows(judge.ToString(), expected, judged.Rows);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static void AssertRows(string reader, IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        Assert.True(expected.Count == found.Count, $"{reader} found {found.Count} rows, expected {expected.Count}");
        for (var i = 0; i < expected.Count; i++)
            Assert.True(expected[i] == found[i], $"{reader}, row {i + 1}:\n expected {expected[i]}\n found    {found[i]}");
    }
}
