using System.Globalization;
using Platform.LocalStack.Cluster;
using Platform.Services;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>
/// The same job into a directory and into S3 over HTTP, in turn: throughput, memory, and what every request of a snapshot is for. The S3 and the Glue share the machine's
/// cores with job and server; their CPU is told beside.
/// </summary>
internal static class ObjectStoreBenchmark
{
    /// <summary>Throughput to S3 of that to a directory, at least.</summary>
    private const double LeastRatio = 0.9;

    /// <summary>Peak memory over that of a directory, at most, in MiB.</summary>
    private const double MostMemory = 64;

    private static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["S3.PutObject"] = "the manifest, and a file for each stream that fits into one part",
        ["S3.CreateMultipartUpload"] = "one for each larger file",
        ["S3.UploadPart"] = "one for every 8 MiB of these",
        ["S3.CompleteMultipartUpload"] = "one for each of these",
        ["Glue.GetTable"] = "the deployed table before reading, before deciding, and with each pointer; _latest before it moves, and read back",
        ["Glue.GetPartition"] = "the partition read back",
        ["Glue.CreatePartition"] = "the pointer; refused where the hour has one already",
        ["Glue.UpdatePartition"] = "the pointer of an hour that had one",
        ["Glue.GetPartitions"] = "what the catalog refers to, before something is deleted",
        ["Glue.CreateTable"] = "_latest, at the first snapshot",
        ["Glue.UpdateTable"] = "_latest moves",
    };

    /// <param name="scale">1 for 6 million rows.</param>
    /// <param name="streams">Streams of the job.</param>
    /// <param name="rounds">Runs of each, in turn; medians are told.</param>
    public static async Task RunAsync(double scale, int streams, int rounds)
    {
        await using var server = await PostgresServer.StartOwnAsync(new ClusterOptions
        {
            HbaLines = ["host all all 127.0.0.1/32 trust"],
            Settings = new Dictionary<string, string> { ["shared_buffers"] = "512MB", ["max_wal_size"] = "4GB", ["autovacuum"] = "off", ["max_parallel_workers_per_gather"] = "0" },
        });
        var database = await server.NewDatabaseAsync();
        await LineitemTable.CreateAsync(database, scale);
        var rows = await database.ScalarAsync<long>("select count(*) from lineitem");
        using var directory = new ScratchDirectory();
        await using var cloud = await CloudServices.StartAsync();
        var toFiles = (await SnapshotJob.CreateAsync(server, database, directory.Path)).Contender(streams) with { Name = "snapshot to file://" };
        var toS3 = (await SnapshotJob.CreateAsync(server, database, directory.Path)).Contender(streams) with { Name = "snapshot to s3:// over HTTP" };
        toS3 = toS3 with { Environment = new Dictionary<string, string>([.. toS3.Environment.Where(v => !cloud.Environment.ContainsKey(v.Key)), .. cloud.Environment]) };

        // Twice for nothing: the table into the server's memory, the services' code compiled.
        var backends = new Backends(server.Cluster.ProcessId);
        foreach (var contender in (Contender[])[toFiles, toS3, toS3]) await contender.RunAsync(server.Cluster.ProcessId, backends.WaitUntilGoneAsync);
        await cloud.AskedAsync();

        List<Measurement> files = [], s3 = [];
        List<double> cost = [];
        IReadOnlyDictionary<string, int> requests = new Dictionary<string, int>();
        for (var round = 0; round < rounds; round++)
        {
            files.Add(await toFiles.RunAsync(server.Cluster.ProcessId, backends.WaitUntilGoneAsync));
            s3.Add(await toS3.RunAsync(server.Cluster.ProcessId, backends.WaitUntilGoneAsync));
            (var cpu, requests) = await cloud.AskedAsync();
            cost.Add(cpu);
        }

        Tell(rows, Measurement.Median(files), Measurement.Median(s3), cost.Order().ElementAt(rounds / 2), requests);
    }

    private static void Tell(long rows, Measurement files, Measurement s3, double cost, IReadOnlyDictionary<string, int> requests)
    {
        Console.WriteLine(Measurement.Header.Replace("of drain", "of file://", StringComparison.Ordinal));
        foreach (var measured in (Measurement[])[files, s3]) Console.WriteLine(measured.Row(rows, files));
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"throughput to S3: {files.Wall / s3.Wall:F2} of file:// (at least {LeastRatio}); peak memory {(s3.PeakBytes - files.PeakBytes) / 1048576.0:+0;-0} MiB (at most {MostMemory}); client CPU {s3.ClientCpu / files.ClientCpu:F2}; the stand-ins took {cost:F2} s of CPU on the same cores"));
        Console.WriteLine();
        Console.WriteLine($"{requests.Values.Sum()} requests of the last snapshot, which replaced one:");
        Console.WriteLine("| requests | operation | what for |\n|---|---|---|");
        foreach (var (operation, count) in requests) Console.WriteLine($"| {count} | {operation} | {Reasons.GetValueOrDefault(operation, "unexpected")} |");
    }
}
