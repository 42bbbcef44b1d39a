using System.Globalization;
using System.Runtime.InteropServices;
using Platform.LocalStack.Cluster;
using Platform.Services;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>
/// Makes the table on a throwaway server, then lets every contender read it in turn, each stream count apart, and prints times and ratios:
/// compare ratios, not seconds, between machines. The floor is a bare socket drain of the same COPY.
/// </summary>
internal static class EndToEndBenchmark
{
    /// <param name="scale">1 for 6 million rows.</param>
    /// <param name="streams">Stream counts to run.</param>
    /// <param name="rounds">Runs of each, in turn; medians are told, so that what else the machine does falls on everyone alike.</param>
    /// <param name="names">Who runs beside the drain; null = everyone.</param>
    public static async Task RunAsync(double scale, int[] streams, int rounds, string[]? names = null)
    {
        await using var server = await PostgresServer.StartOwnAsync(new ClusterOptions
        {
            HbaLines = ["host all all 127.0.0.1/32 trust"],
            Settings = new Dictionary<string, string> { ["shared_buffers"] = "512MB", ["max_wal_size"] = "4GB", ["autovacuum"] = "off", ["max_parallel_workers_per_gather"] = "0" },
        });
        var database = await server.NewDatabaseAsync();
        var pages = await LineitemTable.CreateAsync(database, scale);
        var rows = await database.ScalarAsync<long>("select count(*) from lineitem");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {pages * 8192 / 1e6:F0} MB of heap; {Machine()}"));
        Console.WriteLine(await database.ScalarAsync<string>("select version()"));
        Console.WriteLine();
        Console.WriteLine(Measurement.Header);
        var backends = new Backends(server.Cluster.ProcessId);
        using var directory = new ScratchDirectory();
        var job = await SnapshotJob.CreateAsync(server, database, directory.Path);
        foreach (var count in streams)
        {
            var contenders = Contenders.All(database, pages, count, directory.Path).Append(job.Contender(count)).ToList();
            contenders = [contenders[0], .. contenders.Skip(1).Where(c => names?.Contains(c.Name) != false)];
            var measured = contenders.Select(_ => new List<Measurement>()).ToList();
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < contenders.Count; i++)
                {
                    var run = await contenders[i].RunAsync(server.Cluster.ProcessId, backends.WaitUntilGoneAsync);
                    CheckRows(run, rows);
                    measured[i].Add(run);
                }
            }

            foreach (var runs in measured) Console.WriteLine(Measurement.Median(runs).Row(rows, Measurement.Median(measured[0])));
            if (await DuckDbFile.SizeAsync(directory.Path, Pipeline.Files) is { } size) Console.WriteLine(DuckDbFile.Row(size, count));
        }
    }

    /// <summary>A drain also counts the messages of header and trailer, two a stream at most.</summary>
    private static void CheckRows(Measurement run, long rows)
    {
        if (run.Result is { } result && result.Rows - rows is < 0 or > 16)
            throw new InvalidDataException($"{run.Contender.Name} read {result.Rows} rows of {rows}.");
    }

    private static string Machine() =>
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}, " +
        (File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown CPU");
}
