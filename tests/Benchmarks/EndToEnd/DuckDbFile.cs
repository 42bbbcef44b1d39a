using System.Diagnostics;
using System.Globalization;
using Platform.Services;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>What DuckDB's Parquet writer needs for the rows of files of ours: same codec and level, same rows a row group, one thread.</summary>
internal static class DuckDbFile
{
    private static readonly string Judges = Path.Combine(RepositoryRoot.Path, "tests", "Judges");

    /// <summary>Bytes of DuckDB's file and of ours; null where there are no files, or DuckDB is not installed (npm ci --prefix tests/Judges).</summary>
    public static async Task<(long Theirs, long Ours)?> SizeAsync(string directory, string files)
    {
        var ours = Directory.EnumerateFiles(directory, files).Sum(f => new FileInfo(f).Length);
        if (ours == 0 || !Directory.Exists(Path.Combine(Judges, "node_modules", "@duckdb", "node-api"))) return null;
        var start = new ProcessStartInfo("node", ["compare-parquet.mjs", Path.Combine(directory, files)]) { WorkingDirectory = Judges, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (long.Parse(output, CultureInfo.InvariantCulture), ours) : throw new InvalidOperationException($"compare-parquet.mjs ended with {process.ExitCode}.");
    }

    /// <summary>A row for the table of results.</summary>
    public static string Row((long Theirs, long Ours) size, int streams) => string.Create(
        CultureInfo.InvariantCulture,
        $"| DuckDB's writer, same rows | {streams} | - | - | - | - | - | - | - | {size.Theirs / 1e6:F1} (ours {(double)size.Ours / size.Theirs:F3} of it) |");
}
