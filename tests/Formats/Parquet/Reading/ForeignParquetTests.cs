using Platform.Columns.Batches;
using Platform.Formats.Files;
using Platform.Formats.Parquet.Reading;
using Platform.Formats.Tests.Conformance;
using Platform.Judges;
using Platform.Registry.Types;

namespace Platform.Formats.Tests.Parquet.Reading;

/// <summary>Files that DuckDB and Apache Arrow write of ours: what they hold is found, whatever their pages and encodings.</summary>
public sealed class ForeignParquetTests
{
    [Theory]
    [InlineData("uncompressed", "1")]
    [InlineData("zstd", "2")]
    [InlineData("snappy", "2")]
    [InlineData("gzip", "2")]
    public void FileOfDuckDb_IsRead(string codec, string version)
    {
        foreach (var batch in new[] { Samples.Flat(3000), Samples.Lists(300) }) AssertRewritten("duckdb", batch, codec, version);
    }

    [Theory]
    [InlineData("uncompressed", "1")]
    [InlineData("uncompressed", "2")]
    [InlineData("zstd", "2")]
    [InlineData("snappy", "2")]
    [InlineData("gzip", "2", "none")]
    public void FileOfArrow_IsRead(string codec, string version, params string[] dictionaries)
    {
        foreach (var batch in new[] { Samples.Flat(1000, keep: IsKept), Samples.Lists(300, IsKept) }) AssertRewritten("arrow", batch, codec, version, dictionaries);
    }

    [Theory]
    [InlineData("1", "DELTA_BYTE_ARRAY")]
    [InlineData("2", "DELTA_BYTE_ARRAY")]
    [InlineData("2", "DELTA_LENGTH_BYTE_ARRAY")]
    public void EncodingsOfArrow_AreRead(string version, string text)
    {
        var batch = Samples.Flat(1000, keep: IsKept);
        AssertRewritten("arrow", batch, "zstd", version,
            $"{text}:text,binary",
            $"DELTA_BINARY_PACKED:{Names(batch, Storage.Int32, Storage.Int64)}",
            $"BYTE_STREAM_SPLIT:{Names(batch, Storage.Float, Storage.Double)}",
            $"DELTA_BYTE_ARRAY:{Names(batch, Storage.Int128)}");
    }

    private static string Names(ColumnBatch batch, params Storage[] storages) => string.Join(',', batch.Fields.Where(f => storages.Contains(f.Type.Storage)).Select(f => f.Name));

    /// <summary>Arrow's library reads UUIDs as bytes of fixed length, which is no type of the lake.</summary>
    private static bool IsKept(LakeType type) => type is not (LakeType.Uuid or LakeType.List(LakeType.Uuid));

    /// <summary>DuckDB takes -0 and 0 for one entry of a dictionary.</summary>
    private static string WithoutSignedZeros(string row) => row.Replace("\"8000000000000000\"", "\"0000000000000000\"", StringComparison.Ordinal).Replace("\"80000000\"", "\"00000000\"", StringComparison.Ordinal);

    private static void AssertRewritten(string writer, ColumnBatch batch, string codec, string version, params string[] encodings)
    {
        var path = Path.Combine(Path.GetTempPath(), $"platform-{Guid.NewGuid():n}.parquet");
        try
        {
            File.WriteAllBytes(path, Files.Write(WriterOptions.Default, batch));
            JudgeRunner.Script("rewrite-parquet.mjs", [writer, path, $"{path}.{writer}", codec, version, .. encodings]);
            using var reader = ParquetReader.Open(File.ReadAllBytes($"{path}.{writer}"));
            Assert.Equal(batch.Fields.Select(f => (f.Name, f.Type.Storage)), reader.Fields.Select(f => (f.Name, f.Type.Storage)));
            FileAssert.Rows(writer, [.. CanonicalRows.Of(batch).Select(WithoutSignedZeros)], [.. reader.Read().SelectMany(CanonicalRows.Of).Select(WithoutSignedZeros)]);
        }
        finally
        {
            File.Delete(path);
            File.Delete($"{path}.{writer}");
        }
    }
}
