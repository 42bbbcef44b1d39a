using System.Globalization;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using Platform.Benchmarks;
using Platform.Benchmarks.EndToEnd;
using Platform.Benchmarks.Formats;
using Platform.Formats.Files;
using Platform.Registry.Entries;

// end-to-end [SCALE [STREAMS,… [ROUNDS [NAME,…]]]]   a table of 6 million rows times SCALE (0.1), read by everyone in turn, or by the drain and those named
// restore [SCALE [ROUNDS]]                           the table put back by this project, pg_restore and psql \copy in turn
// memory                                             the job on one million rows and on ten, beside psql: peak memory must not grow
// object-store [SCALE [STREAMS [ROUNDS]]]            the job into a directory and into S3 over HTTP (0.1, 2, 3): throughput, memory, requests
// start-up [RUNS]                                    the job on a table of one row (20): CPU from start to exit
// parquet FILE ROWGROUPS COMPRESSION PAGEROWS        a lineitem file to hold against other writers' (compare-parquet.mjs)
// [once] --filter '*' | --list flat                  one stage each, memory to memory; once only checks that each runs
// drain, pipeline and cloud are the processes that these start; statements come on standard input.
switch (args)
{
    case ["end-to-end", .. var options]:
        await EndToEndBenchmark.RunAsync(
            options.Length > 0 ? double.Parse(options[0], CultureInfo.InvariantCulture) : 0.1,
            [.. (options.Length > 1 ? options[1] : "1,2").Split(',').Select(Number)],
            options.Length > 2 ? Number(options[2]) : 2,
            options.Length > 3 ? options[3].Split(',') : null);
        break;
    case ["start-up", .. var options]:
        await StartUpBenchmark.RunAsync(options.Length > 0 ? Number(options[0]) : 20);
        break;
    case ["object-store", .. var options]:
        await ObjectStoreBenchmark.RunAsync(
            options.Length > 0 ? double.Parse(options[0], CultureInfo.InvariantCulture) : 0.1, options.Length > 1 ? Number(options[1]) : 2, options.Length > 2 ? Number(options[2]) : 3);
        break;
    case ["cloud"]:
        await CloudServer.RunAsync();
        break;
    case ["restore", .. var options]:
        await RestoreBenchmark.RunAsync(options.Length > 0 ? double.Parse(options[0], CultureInfo.InvariantCulture) : 0.1, options.Length > 1 ? Number(options[1]) : 3);
        break;
    case ["memory"]:
        await MemoryBenchmark.RunAsync();
        break;
    case ["parquet", var file, var rowGroups, var compression, var pageRows]:
        ParquetSizes.Run(file, Number(rowGroups), new WriterOptions { PageRows = Number(pageRows), Compression = Enum.Parse<Compression>(compression) });
        break;
    case ["drain", var port, var database]:
        Console.WriteLine(BareDrain.Run(Number(port), database, Statements()));
        break;
    case ["pipeline", var stage, var directory]:
        var (rows, bytes) = Pipeline.Run(Environment.GetEnvironmentVariable(Contenders.UrlVariable)!, Statements(), stage, directory);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} {bytes}"));
        break;
    case ["once", .. var options]:
        BenchmarkSwitcher.FromAssembly(typeof(StageConfig).Assembly).Run(options, new StageConfig(Job.Dry));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(StageConfig).Assembly).Run(args, new StageConfig(StageConfig.Short));
        break;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static string[] Statements() => Console.In.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
