using System.Globalization;
using BenchmarkDotNet.Running;
using Platform.Benchmarks;
using Platform.Benchmarks.Formats;
using Platform.Formats.Files;

// Memory to memory, one stage each: run `Platform.Benchmarks --filter '*'`, or `--list flat` for the names.
// `parquet FILE ROWGROUPS COMPRESSION PAGEROWS` writes a lineitem file to hold against other writers' (compare-parquet.mjs).
if (args is ["parquet", var file, var rowGroups, var compression, var pageRows])
{
    var options = new WriterOptions { PageRows = int.Parse(pageRows, CultureInfo.InvariantCulture), Compression = Enum.Parse<CompressionMethod>(compression) };
    ParquetSizes.Run(file, int.Parse(rowGroups, CultureInfo.InvariantCulture), options);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(StageConfig).Assembly).Run(args, new StageConfig());
