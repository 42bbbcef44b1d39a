using Platform.Ledger;
using Platform.Ledger.Migrations;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Schedules;
using Platform.Services;

namespace Platform.Snapshot.Tests.Running;

/// <summary>A stack of a test's own: a source database, a ledger database and a lake, and the job binary run against them as a scheduler would.</summary>
internal sealed class JobStack : IDisposable
{
    public const string Seed = "0123456789abcdef";

    // Beside the lake, so that a lake that is full or may not be written is found by the run itself.
    private readonly string _registry = Directory.CreateTempSubdirectory("platform-entry-").FullName;

    private JobStack(TestDatabase source, TestDatabase ledger, string lake)
    {
        Source = source;
        Ledger = ledger;
        LakeDirectory = lake;
        SourceUrl = source.Url;
        LedgerUrl = ledger.Url;
    }

    public TestDatabase Source { get; }

    public TestDatabase Ledger { get; }

    public string LakeDirectory { get; init; }

    public string SourceUrl { get; set; }

    public string LedgerUrl { get; set; }

    public string Proof { get; set; } = "source";

    /// <summary>Retries inside the process are for passing faults; most tests want the first verdict.</summary>
    public string RetryFor { get; set; } = "0s";

    public string MaxWait { get; set; } = "60s";

    public Dictionary<string, string> Further { get; } = [];

    /// <summary>The hour in which the stack was made: all runs of a test mean the same one, also when the clock goes on to the next.</summary>
    public SnapshotTime Hour { get; } = new(TimeProvider.System.GetUtcNow());

    public static async Task<JobStack> CreateAsync(PostgresServer? sourceServer = null)
    {
        var source = sourceServer is null ? await PostgresServer.CreateDatabaseAsync() : await sourceServer.NewDatabaseAsync();
        var ledger = await PostgresServer.CreateDatabaseAsync();
        await LedgerMigrations.ApplyAsync(ConnectionUrl.Parse(ledger.Url), LedgerOptions.Default, TimeProvider.System, CancellationToken.None);
        return new JobStack(source, ledger, Directory.CreateTempSubdirectory("platform-lake-").FullName);
    }

    public static Entry Entry(string table, params EntryColumn[] columns) => new()
    {
        Source = "shop",
        Table = new TableName("public", table),
        Schedule = Schedule.Hourly,
        MaxLateness = TimeSpan.FromHours(2),
        Columns = columns,
    };

    public static EntryColumn Column(string name, string type, string? @as = null) => new() { Name = name, Type = type, As = @as };

    public async Task<JobRun> RunAsync(Entry entry, SnapshotTime? at = null, params string[] further)
    {
        using var job = Start(entry, at, further);
        return await job.EndAsync();
    }

    public RunningJob Start(Entry entry, SnapshotTime? at = null, params string[] further)
    {
        var arguments = new List<string> { "--table", entry.Table.ToString(), "--at", (at ?? Hour).ToString() };
        arguments.AddRange(further);
        return new RunningJob(arguments, Environment(entry));
    }

    public Dictionary<string, string> Environment(Entry entry)
    {
        var document = EntryDocument.Of(entry, new SourceSettings { Name = entry.Source });
        var bytes = document.ToBytes();
        var hash = EntryDocument.Hash(bytes);
        var path = Path.Combine(_registry, hash + ".json");
        File.WriteAllBytes(path, bytes);
        var environment = new Dictionary<string, string>(Further)
        {
            ["PLATFORM_STACK"] = "test",
            ["PLATFORM_ENTRY"] = $"file://{path}#{hash}",
            ["PLATFORM_LAKE"] = $"file://{LakeDirectory}",
            ["PLATFORM_LEDGER_URL"] = LedgerUrl,
            ["PLATFORM_SOURCE_URL"] = SourceUrl,
            ["PLATFORM_PROOF_SEED"] = Seed,
            ["PLATFORM_PROOF"] = Proof,
            ["PLATFORM_LOG"] = "json",
            ["PLATFORM_RETRY_FOR"] = RetryFor,
            ["PLATFORM_MAX_WAIT"] = MaxWait,
        };
        return environment;
    }

    /// <summary>Three days go by: more than prune's grace.</summary>
    public Task AgeAsync() => Ledger.ExecuteAsync("""
        update platform.attempt set started_at = started_at - interval '3 days', ended_at = ended_at - interval '3 days';
        update platform.lease set heartbeat_at = heartbeat_at - interval '3 days';
        update platform.publication set intended_at = intended_at - interval '3 days', done_at = done_at - interval '3 days';
        """);

    /// <summary>Files under the lake that belong to an attempt or an upload; the catalog's own files are not among them.</summary>
    public IReadOnlyList<string> DataFiles() =>
        [.. Directory.EnumerateFiles(LakeDirectory, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(LakeDirectory, f))
            .Where(f => !f.StartsWith("_catalog", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    /// <summary>Every file of the lake, the catalog's and manifests among them.</summary>
    public IReadOnlyList<string> WrittenFiles() => [.. Directory.EnumerateFiles(LakeDirectory, "*", SearchOption.AllDirectories)];

    public static string PathOf(string location) => new Uri(location).LocalPath;

    public void Dispose()
    {
        Directory.Delete(LakeDirectory, recursive: true);
        Directory.Delete(_registry, recursive: true);
    }
}
