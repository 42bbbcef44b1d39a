using System.Text.Json;
using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Judges;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Parquet.Writing;

/// <summary>The page index as hyparquet reads it.</summary>
public sealed class PageIndexTests
{
    private static readonly WriterOptions Pages = new() { PageRows = 64 };

    [Fact]
    public void Columns_OfSeveralPages_AreIndexedPageByPage()
    {
        Field[] fields = [new("up", new LakeType.Integer()), new("down", new LakeType.BigInt()), new("mixed", new LakeType.Text()), new("nan", new LakeType.DoublePrecision())];
        var batch = Filling.Batch(fields, Enumerable.Range(0, 200).Select(i => new object?[]
            { i is >= 64 and < 128 ? null : i, 1000L - i, i % 5 == 0 ? null : $"{i * 7 % 100:00}", i < 64 ? double.NaN : 1.0 }));
        var index = Read(Files.Write(Pages, batch));

        Assert.Equal([0, 64, 128, 192], index["up"].Rows);
        Assert.Equal([false, true, false, false], index["up"].NullPages!);
        Assert.Equal([0, 64, 0, 0], index["up"].Nulls!);
        Assert.Equal("ASCENDING", index["up"].Order);
        Assert.Equal(["0", "128", "192"], index["up"].Min!.Where((_, i) => i != 1));
        Assert.Equal(["63", "191", "199"], index["up"].Max!.Where((_, i) => i != 1));
        Assert.Equal("DESCENDING", index["down"].Order);
        Assert.Equal(["937", "873", "809", "801"], index["down"].Min!);
        Assert.Equal("UNORDERED", index["mixed"].Order);
        Assert.Equal([13, 13, 13, 1], index["mixed"].Nulls!);
        // A page of nothing but NaN has no bounds, so the column must have no index.
        Assert.Null(index["nan"].Min);
        Assert.Equal([0, 64, 128, 192], index["nan"].Rows);
    }

    [Fact]
    public void Lists_OfSeveralPages_BeginPagesAtRows()
    {
        Field[] fields = [new("l", new LakeType.List(new LakeType.Integer()))];
        var batch = Filling.Batch(fields, Enumerable.Range(0, 100).Select(i => new object?[] { Enumerable.Range(0, 10).Select(j => (object?)(i + j)).ToArray() }));
        var index = Read(Files.Write(Pages, batch));
        Assert.Equal(Enumerable.Range(0, 15).Select(i => i * 7L), index["l"].Rows);
        Assert.Equal("ASCENDING", index["l"].Order);
    }

    private static Dictionary<string, Entry> Read(byte[] file)
    {
        var path = Path.Combine(Path.GetTempPath(), $"platform-{Guid.NewGuid():n}.parquet");
        File.WriteAllBytes(path, file);
        try
        {
            return JudgeRunner.Script("page-index.mjs", path).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<Entry>(line, JsonSerializerOptions.Web)!)
                .ToDictionary(e => e.Column);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed record Entry(string Column, long[] Rows, long[] Bytes, string? Order, bool[]? NullPages, long[]? Nulls, string[]? Min, string[]? Max);
}
