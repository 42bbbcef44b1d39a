using System.Globalization;
using Platform.Benchmarks;
using Platform.Formats.Files;
using Platform.Judges;
using Platform.Registry.Entries;

namespace Platform.Formats.Tests.Parquet.Writing;

public sealed class SizeTests
{
    [Theory]
    [InlineData(Compression.Zstd)]
    [InlineData(Compression.Snappy)]
    public void Lineitem_IsNoLargerThanWhatDuckDbWrites(Compression compression)
    {
        var batch = Lineitem.Batch();
        var path = Path.Combine(Path.GetTempPath(), $"platform-{Guid.NewGuid():n}.parquet");
        File.WriteAllBytes(path, Files.Write(new WriterOptions { Compression = compression }, batch));
        try
        {
            var ours = new FileInfo(path).Length;
            var theirs = long.Parse(JudgeRunner.Script("compare-parquet.mjs", path, compression.ToString().ToLowerInvariant()), CultureInfo.InvariantCulture);
            Assert.True(ours <= theirs, $"ours {ours} bytes, DuckDB's {theirs}");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
