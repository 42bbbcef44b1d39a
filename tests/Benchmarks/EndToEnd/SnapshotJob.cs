using System.Text.Json;
using Platform.Ledger;
using Platform.Ledger.Migrations;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Schedules;
using Platform.Services;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>The job binary as a scheduler runs it: ledger, lake and catalog included, the proof's read-back too. Every round replaces the last.</summary>
internal sealed class SnapshotJob
{
    /// <summary>Where a published binary is named; <c>./platform test</c> publishes one to .platform/bin.</summary>
    private const string BinaryVariable = "PLATFORM_SNAPSHOT_BINARY";

    /// <summary>Of the proof.</summary>
    public const string Seed = "0123456789abcdef";

    private readonly TestDatabase _source;
    private readonly TestDatabase _ledger;
    private readonly string _directory;

    private SnapshotJob(TestDatabase source, TestDatabase ledger, string directory)
    {
        _source = source;
        _ledger = ledger;
        _directory = directory;
    }

    public static async Task<SnapshotJob> CreateAsync(PostgresServer server, TestDatabase source, string directory)
    {
        var ledger = await server.NewDatabaseAsync();
        await LedgerMigrations.ApplyAsync(ConnectionUrl.Parse(ledger.Url), LedgerOptions.Default, TimeProvider.System, CancellationToken.None);
        return new SnapshotJob(source, ledger, directory);
    }

    public Contender Contender(int streams)
    {
        var hour = new SnapshotTime(TimeProvider.System.GetUtcNow());
        return new Contender("snapshot", streams, Binary(), ["--table", "public.lineitem", "--at", hour.ToString(), "--force"])
        {
            Environment = Environment(streams),
            Result = static (_, errors) => Published(errors),
        };
    }

    private Dictionary<string, string> Environment(int streams)
    {
        var entry = new Entry
        {
            Source = "bench",
            Table = new TableName("public", "lineitem"),
            Schedule = Schedule.Hourly,
            MaxLateness = TimeSpan.FromHours(2),
            Columns = [.. Lineitem.Fields.Select(f => new EntryColumn { Name = f.Name, Type = SqlType(f.Type.CatalogType) })],
            Parallel = streams,
        };
        var bytes = EntryDocument.Of(entry, new SourceSettings { Name = entry.Source }).ToBytes();
        var hash = EntryDocument.Hash(bytes);
        var path = Path.Combine(_directory, hash + ".json");
        File.WriteAllBytes(path, bytes);
        return new Dictionary<string, string>
        {
            ["PLATFORM_STACK"] = "benchmark",
            ["PLATFORM_ENTRY"] = $"file://{path}#{hash}",
            ["PLATFORM_LAKE"] = $"file://{_directory}/lake",
            ["PLATFORM_LEDGER_URL"] = _ledger.Url,
            ["PLATFORM_SOURCE_URL"] = _source.Url,
            ["PLATFORM_PROOF_SEED"] = Seed,
            ["PLATFORM_PROOF"] = "files",
            ["PLATFORM_LOG"] = "json",
        };
    }

    private static string SqlType(string catalogType) => catalogType switch
    {
        "string" => "character varying",
        "bigint" or "date" => catalogType,
        _ => "numeric(15,2)",
    };

    private static string Binary()
    {
        if (System.Environment.GetEnvironmentVariable(BinaryVariable) is { Length: > 0 } named) return named;
        var published = Path.Combine(RepositoryRoot.PlatformDirectory, "bin", "snapshot");
        return File.Exists(published) ? published : throw new FileNotFoundException($"The published snapshot binary is missing: run ./platform test once, or set {BinaryVariable}.", published);
    }

    private static (long Rows, long Bytes)? Published(string errors)
    {
        foreach (var line in errors.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.GetProperty("event").GetString() == "published") return (root.GetProperty("rows").GetInt64(), root.GetProperty("bytes").GetInt64());
        }

        return null;
    }
}
