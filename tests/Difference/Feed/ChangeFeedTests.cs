using System.Text;
using Platform.Columns.Batches;
using Platform.Difference.Comparing;
using Platform.Difference.Feed;
using Platform.Formats.Parquet.Reading;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using static Platform.Difference.Tests.Tables;

namespace Platform.Difference.Tests.Feed;

public sealed class ChangeFeedTests
{
    private static readonly Field[] Orders = [new("status", Text), new("id", Integer, false), new("total", BigInt)];

    private static readonly ColumnBatch Was = Batch(Orders, ["new", 1, 10L], ["paid", 2, 20L], ["gone", 4, null]);

    private static readonly ColumnBatch Is = Batch(Orders, ["new", 1, 10L], [null, 2, 20L], ["late", 6, 60L]);

    [Fact]
    public void JsonLines_OpComesFirst_ThenTheTablesColumns()
    {
        var lines = Lines(Feed(Was, Is, FileFormat.JsonLines, beforeImage: false));
        Assert.Equal(["{\"Op\":\"D\",\"status\":\"gone\",\"id\":4,\"total\":null}", "{\"Op\":\"I\",\"status\":\"late\",\"id\":6,\"total\":60}", "{\"Op\":\"U\",\"status\":null,\"id\":2,\"total\":20}"], lines);
    }

    [Fact]
    public void JsonLines_BeforeImage_HasTheOldValuesOfUpdates()
    {
        var lines = Lines(Feed(Was, Is, FileFormat.JsonLines, beforeImage: true));
        Assert.Equal(
        [
            "{\"Op\":\"D\",\"status\":\"gone\",\"id\":4,\"total\":null,\"BI_status\":null,\"BI_total\":null}",
            "{\"Op\":\"I\",\"status\":\"late\",\"id\":6,\"total\":60,\"BI_status\":null,\"BI_total\":null}",
            "{\"Op\":\"U\",\"status\":null,\"id\":2,\"total\":20,\"BI_status\":\"paid\",\"BI_total\":20}",
        ], lines);
    }

    [Fact]
    public void JsonLines_ColumnsThatCameAndWent_AreThoseOfTheNewSnapshot()
    {
        Field[] old = [new("id", Integer, false), new("gone", Text)];
        Field[] now = [new("note", Text), new("id", BigInt, false)];
        var lines = Lines(Feed(Batch(old, [1, "x"], [2, "y"]), Batch(now, ["a", 2L], ["b", 3L]), FileFormat.JsonLines, beforeImage: false));
        Assert.Equal(["{\"Op\":\"D\",\"note\":null,\"id\":1}", "{\"Op\":\"I\",\"note\":\"b\",\"id\":3}"], lines);
    }

    [Fact]
    public void Parquet_TheSame_WithTypesAndWhatItIs()
    {
        using var reader = ParquetReader.Open(Feed(Was, Is, FileFormat.Parquet, beforeImage: true));
        Assert.Equal(["Op string", "status string", "id int", "total bigint", "BI_status string", "BI_total bigint"], reader.Fields.Select(f => $"{f.Name} {f.Type.CatalogType}"));
        Assert.Equal(3, reader.RowCount);
        Assert.Contains(KeyValuePair.Create("platform.from", "2026-03-01T10:00:00Z"), reader.Metadata);
    }

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.JsonLines)]
    public void NoChanges_AreAWholeFileWithoutRows(FileFormat format)
    {
        var file = Feed(Was, Was, format, beforeImage: false);
        if (format == FileFormat.JsonLines) Assert.Empty(file);
        else Assert.Equal(0, ParquetReader.Open(file).RowCount);
    }

    /// <summary>A feed applied to the old table is the new one: random tables of all types, more changes than are collected at once.</summary>
    [Fact]
    public void Feed_AppliedToTheOldSnapshot_IsTheNewOne()
    {
        const int Seed = 20260301;
        var tables = new RandomTables(Seed, 3000, 2000);
        using var difference = new TableDifference(ComparedColumns.Of(Pair, tables.Fields, tables.Fields, RandomTables.KeyNames), 256 << 10);
        foreach (var batch in tables.Batches(tables.From)) difference.Add(Side.From, batch, 1);
        foreach (var batch in tables.Batches(tables.To)) difference.Add(Side.To, batch, 1);
        var columns = ComparedColumns.Of(Pair, tables.Fields, tables.Fields, RandomTables.KeyNames);
        using var output = new MemoryStream();
        using (var feed = new ChangeFeed(output, FileFormat.JsonLines, new FeedColumns(columns, beforeImage: true), []))
        {
            difference.Compare(feed, CancellationToken.None);
            feed.Complete();
        }

        // NaN is one value, and is shown as PostgreSQL's.
        Dictionary<string, string> Rows(object?[][] rows) => Lines(Whole(tables.Fields, tables.Batches(rows))).Select(l => l.Replace("\"-NaN\"", "\"NaN\"", StringComparison.Ordinal)).ToDictionary(KeyOf);
        var (table, expected) = (Rows(tables.From), Rows(tables.To));
        var lines = Lines(output.ToArray());
        Assert.Equal(tables.Inserted + tables.Updated + tables.Deleted, lines.Count);
        foreach (var line in lines)
        {
            var image = "{" + line["{\"Op\":\"X\",".Length..line.IndexOf(",\"BI_", StringComparison.Ordinal)] + "}";
            if (line.StartsWith("{\"Op\":\"D\"", StringComparison.Ordinal)) Assert.Equal(table[KeyOf(image)], image);
            if (line.StartsWith("{\"Op\":\"D\"", StringComparison.Ordinal)) table.Remove(KeyOf(image));
            else table[KeyOf(image)] = image;
        }

        Assert.Equal(expected.Count, table.Count);
        Assert.All(expected, row => Assert.True(table[row.Key] == row.Value, $"seed {Seed}, {row.Key}"));

        static string KeyOf(string line) => line[..line.IndexOf(",\"boolean\"", StringComparison.Ordinal)];
    }

    [Theory]
    [InlineData("op", false, "Op")]
    [InlineData("bi_STATUS", true, "bi_STATUS")]
    public void Columns_ThatTheTableHasAlready_AreRefused(string name, bool beforeImage, string shown)
    {
        Field[] fields = [.. Orders, new Field(name, Text)];
        var e = Assert.Throws<PlatformException>(() => new FeedColumns(ComparedColumns.Of(Pair, fields, fields, ["id"]), beforeImage));
        Assert.Equal((ExitCode.Data, "column-taken", $"the feed would have two columns named {shown}: the table has one of that name"), (e.ExitCode, e.Kind, e.Message));
    }

    private static byte[] Feed(ColumnBatch from, ColumnBatch to, FileFormat format, bool beforeImage)
    {
        var columns = ComparedColumns.Of(Pair, from.Fields, to.Fields, ["id"]);
        using var difference = new TableDifference(columns, 1 << 20);
        difference.Add(Side.From, from, 1);
        difference.Add(Side.To, to, 1);
        using var output = new MemoryStream();
        using var feed = new ChangeFeed(output, format, new FeedColumns(columns, beforeImage), [new("platform.from", Pair.From.ToString())]);
        difference.Compare(feed, CancellationToken.None);
        feed.Complete();
        return output.ToArray();
    }

    private static byte[] Whole(IReadOnlyList<Field> fields, IEnumerable<ColumnBatch> batches)
    {
        using var output = new MemoryStream();
        using var writer = Formats.Files.FileWriters.Create(FileFormat.JsonLines, output, fields, Formats.Files.WriterOptions.Default with { Compression = Compression.None }, []);
        foreach (var batch in batches) writer.Write(batch);
        writer.Complete();
        return output.ToArray();
    }

    private static IReadOnlyList<string> Lines(byte[] file) => [.. Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
