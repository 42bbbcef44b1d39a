using System.Globalization;
using Platform.LocalStack.Cluster;
using Platform.Services;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>
/// Bounded memory, shown: the job on a table and on one of ten times its rows, beside psql on the same table in the same run. Peak memory
/// must depend on settings, not on rows.
/// </summary>
internal static class MemoryBenchmark
{
    /// <summary>About a million rows of lineitem: its scale 1 has six million.</summary>
    private const double MillionRows = 1.0 / 6.0;

    public static async Task RunAsync()
    {
        Console.WriteLine(Measurement.Header);
        var small = await MeasureAsync(MillionRows);
        var large = await MeasureAsync(10 * MillionRows);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"peak memory of ten times the rows: {(double)large.Job.PeakBytes / small.Job.PeakBytes:F2} of the smaller table's; wall {large.Job.Wall / large.Psql.Wall:F2} of psql's, client CPU {large.Job.ClientCpu / large.Psql.ClientCpu:F2} of psql's"));
    }

    private static async Task<(Measurement Job, Measurement Psql)> MeasureAsync(double scale)
    {
        await using var server = await PostgresServer.StartOwnAsync(new ClusterOptions
        {
            HbaLines = ["host all all 127.0.0.1/32 trust"],
            Settings = new Dictionary<string, string> { ["shared_buffers"] = "512MB", ["max_wal_size"] = "4GB", ["autovacuum"] = "off" },
        });
        var database = await server.NewDatabaseAsync();
        var pages = await LineitemTable.CreateAsync(database, scale);
        var rows = await database.ScalarAsync<long>("select count(*) from lineitem");
        var backends = new Backends(server.Cluster.ProcessId);
        using var directory = new ScratchDirectory();
        var job = await SnapshotJob.CreateAsync(server, database, directory.Path);
        var contenders = Contenders.All(database, pages, 2, directory.Path).ToList();
        var drain = await contenders[0].RunAsync(server.Cluster.ProcessId, backends.WaitUntilGoneAsync);
        var psql = await contenders.Single(c => c.Name.StartsWith("psql", StringComparison.Ordinal)).RunAsync(server.Cluster.ProcessId, backends.WaitUntilGoneAsync);
        var run = await job.Contender(2).RunAsync(server.Cluster.ProcessId, backends.WaitUntilGoneAsync);
        foreach (var measured in (Measurement[])[drain, psql, run]) Console.WriteLine(measured.Row(rows, drain));
        return (run, psql);
    }
}
