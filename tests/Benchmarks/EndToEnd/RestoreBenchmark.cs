using System.Globalization;
using System.Text.Json;
using Platform.LocalStack.Cluster;
using Platform.Services;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>
/// One table put back by everyone in turn: this project's <c>create</c> (proof included) and <c>truncate</c> from its Parquet snapshot, <c>pg_restore</c> from a compressed
/// dump in directory format, <c>psql</c> from CSV. All make the same table with its primary key, in a database of their own.
/// </summary>
internal static class RestoreBenchmark
{
    private const string Key = "alter table lineitem add primary key (l_orderkey, l_linenumber)";

    /// <param name="scale">1 for 6 million rows.</param>
    /// <param name="rounds">Runs of each, in turn; medians are told.</param>
    public static async Task RunAsync(double scale, int rounds)
    {
        await using var server = await PostgresServer.StartOwnAsync(new ClusterOptions
        {
            HbaLines = ["host all all 127.0.0.1/32 trust"],
            Settings = new Dictionary<string, string> { ["shared_buffers"] = "512MB", ["max_wal_size"] = "4GB", ["autovacuum"] = "off" },
        });
        var source = await server.NewDatabaseAsync();
        await LineitemTable.CreateAsync(source, scale);
        await source.ExecuteAsync($"alter table lineitem set logged; {Key}");
        var rows = await source.ScalarAsync<long>("select count(*) from lineitem");
        using var directory = new ScratchDirectory();
        var backends = new Backends(server.Cluster.ProcessId);
        var job = (await SnapshotJob.CreateAsync(server, source, directory.Path)).Contender(2);
        await job.RunAsync(server.Cluster.ProcessId, backends.WaitUntilGoneAsync);
        var snapshot = Path.GetDirectoryName(Directory.EnumerateFiles(directory.Path, "_manifest.json", SearchOption.AllDirectories).Single())!;
        await PrepareAsync(source, directory.Path, server, backends);

        var targets = new Dictionary<string, TestDatabase>();
        var phases = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Contender[] contenders =
        [
            Shell("pg_restore", await TargetAsync("pg_restore"), $"pg_restore -j 2 -d \"$PGDATABASE\" {directory.Path}/dump"),
            Shell("psql \\copy", await TargetAsync("psql \\copy"), $"pg_restore -s -f - {directory.Path}/dump | grep -v 'PRIMARY KEY\\|ADD CONSTRAINT\\|ALTER TABLE ONLY' | psql -qX > /dev/null && psql -qXc \"\\copy lineitem from '{directory.Path}/lineitem.csv' csv\" -c '{Key}'"),
            Restore("restore create", await TargetAsync("restore create"), "create", snapshot, phases),
            Restore("restore truncate", await TargetAsync("restore truncate"), "truncate", snapshot, phases),
        ];
        await source.ExecuteAsync("checkpoint");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {rounds} rounds"));
        Console.WriteLine("| what | wall s | of pg_restore's | client CPU s | server CPU s | peak MiB |\n|---|---|---|---|---|---|");
        var measured = contenders.Select(_ => new List<Measurement>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var target = targets[contenders[i].Name];
                await target.ExecuteAsync(contenders[i].Name.EndsWith("truncate", StringComparison.Ordinal)
                    ? $"drop table if exists lineitem; create table lineitem ({await ColumnsAsync(source)}); {Key}; checkpoint"
                    : "drop table if exists lineitem; checkpoint");
                measured[i].Add(await contenders[i].RunAsync(server.Cluster.ProcessId, backends.WaitUntilGoneAsync));
                if (await target.ScalarAsync<long>("select count(*) from lineitem") != rows) throw new InvalidDataException($"{contenders[i].Name} did not restore {rows} rows.");
            }
        }

        var first = Measurement.Median(measured[0]).Wall;
        foreach (var median in measured.Select(Measurement.Median))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {median.Contender.Name} | {median.Wall:F2} | {median.Wall / first:F2} | {median.ClientCpu:F2} | {median.ServerCpu:F2} | {median.PeakBytes / 1048576.0:F0} |"));
        }

        foreach (var (name, seconds) in phases) Console.WriteLine($"{name}, last round: {seconds}");

        async Task<TestDatabase> TargetAsync(string name) => targets[name] = await server.NewDatabaseAsync();

        Contender Shell(string name, TestDatabase target, string command) => new(name, 1, "/bin/sh", ["-c", command]) { MeasuresMemory = false, Environment = Libpq(target), Result = static (_, _) => null };
    }

    private static async Task PrepareAsync(TestDatabase source, string directory, PostgresServer server, Backends backends)
    {
        var command = $"pg_dump -Fd -t lineitem -f {directory}/dump && psql -qXc \"\\copy lineitem to '{directory}/lineitem.csv' csv\"";
        await new Contender("prepare", 1, "/bin/sh", ["-c", command]) { MeasuresMemory = false, Environment = Libpq(source), Result = static (_, _) => null }
            .RunAsync(server.Cluster.ProcessId, backends.WaitUntilGoneAsync);
    }

    private static Task<string> ColumnsAsync(TestDatabase source) => source.ScalarAsync<string>(
        "select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum) from pg_attribute where attrelid = 'lineitem'::regclass and attnum > 0");

    private static Contender Restore(string name, TestDatabase target, string mode, string snapshot, SortedDictionary<string, string> phases) => new(name, 2, Binary(), ["--mode", mode, "--from", $"file://{snapshot}"])
    {
        Environment = new Dictionary<string, string> { ["PLATFORM_TARGET_URL"] = target.Url, ["PLATFORM_PROOF_SEED"] = SnapshotJob.Seed, ["PLATFORM_LOG"] = "json" },
        Result = (_, errors) =>
        {
            phases[name] = Phases(errors);
            return null;
        },
    };

    /// <summary>What the job says of where its time went.</summary>
    private static string Phases(string errors)
    {
        using var done = JsonDocument.Parse(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        return string.Join(", ", done.RootElement.EnumerateObject().Where(f => f.Name.EndsWith("_seconds", StringComparison.Ordinal)).Select(f => $"{f.Name.Replace("_seconds", "", StringComparison.Ordinal)} {f.Value} s"));
    }

    private static Dictionary<string, string> Libpq(TestDatabase database) => new()
    {
        ["PGHOST"] = "127.0.0.1",
        ["PGPORT"] = database.Cluster.Port.ToString(CultureInfo.InvariantCulture),
        ["PGUSER"] = "postgres",
        ["PGDATABASE"] = database.Name,
    };

    /// <summary>Published, as images carry it.</summary>
    private static string Binary()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_RESTORE_BINARY") is { Length: > 0 } named) return named;
        var published = Path.Combine(RepositoryRoot.PlatformDirectory, "bin", "restore");
        return File.Exists(published) ? published : throw new FileNotFoundException("The published restore binary is missing: run ./platform test once, or set PLATFORM_RESTORE_BINARY.", published);
    }
}
