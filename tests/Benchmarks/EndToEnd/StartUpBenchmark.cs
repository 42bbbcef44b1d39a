using System.Globalization;
using Platform.LocalStack.Cluster;
using Platform.Services;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>
/// What a thousand small tables cost every hour: the published job on a table of one row, from start through claim, read, proof and
/// publication to exit, in CPU of the process. Every run replaces the last, which is the longest way through.
/// </summary>
internal static class StartUpBenchmark
{
    /// <summary>The bound that issue and README name: CPU of the process, kernel time included.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(300);

    public static async Task RunAsync(int runs)
    {
        await using var server = await PostgresServer.StartOwnAsync(new ClusterOptions { HbaLines = ["host all all 127.0.0.1/32 trust"] });
        var database = await server.NewDatabaseAsync();
        await LineitemTable.CreateAsync(database, 0.000001);
        await database.ExecuteAsync("delete from lineitem where ctid <> (select min(ctid) from lineitem)");
        using var directory = new ScratchDirectory();
        var job = (await SnapshotJob.CreateAsync(server, database, directory.Path)).Contender(1);
        var backends = new Backends(server.Cluster.ProcessId);
        await job.RunAsync(server.Cluster.ProcessId, backends.WaitUntilGoneAsync);
        var measured = new List<Measurement>();
        for (var i = 0; i < runs; i++) measured.Add(await job.RunAsync(server.Cluster.ProcessId, backends.WaitUntilGoneAsync));
        var cpu = measured.Select(m => m.ClientCpu * 1000).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{runs} runs of one row: CPU median {cpu[runs / 2]:F0} ms, least {cpu[0]:F0}, most {cpu[^1]:F0} (bound {Bound.TotalMilliseconds:F0}); wall median {measured.Select(m => m.Wall * 1000).Order().ElementAt(runs / 2):F0} ms; peak {measured.Max(m => m.PeakBytes) / 1048576.0:F0} MiB"));
    }
}
