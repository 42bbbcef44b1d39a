using Platform.ExactlyOnce.Tests.Lakes;
using Platform.Lake.Catalog;
using Platform.Ledger;
using Platform.Ledger.Migrations;
using Platform.Registry.Connections;
using Platform.Registry.Entries;
using Platform.Registry.Faults;
using Platform.Registry.Layout;
using Platform.Registry.Schedules;

namespace Platform.ExactlyOnce.Tests.Running;

/// <summary>A source, a ledger and a lake of a test's own, and job processes against them as a scheduler would start them.</summary>
internal sealed class Site : IDisposable
{
    /// <summary>The one that the command line takes where none is named.</summary>
    public const string Stack = "local";
    public const string SourceName = "shop";

    /// <summary>Leases are judged by the server's clock: so long a stopped process is waited for.</summary>
    private const string Lease = "lease=2s";

    private static int _jobs;

    private Site(TestDatabase source, TestDatabase ledger, ILake? lake)
    {
        Source = source;
        Ledger = ledger;
        Directory = System.IO.Directory.CreateTempSubdirectory("platform-once-").FullName;
        Lake = lake ?? new DirectoryLake(System.IO.Directory.CreateDirectory(Path.Combine(Directory, "lake")).FullName);
    }

    public TestDatabase Source { get; }

    public TestDatabase Ledger { get; }

    public ILake Lake { get; }

    /// <summary>The hour before this one: a clock that is ten minutes behind does not make it the future.</summary>
    public SnapshotTime Hour { get; set; } = new(TimeProvider.System.GetUtcNow().AddHours(-1));

    /// <summary>The source's guard; null for the default one.</summary>
    public Guard? Guard { get; set; }

    /// <summary>Further variables of the jobs; they win.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; set; } = new Dictionary<string, string>();

    /// <summary>The site's own, which goes with it.</summary>
    public string Directory { get; }

    /// <param name="server">Null: the process's shared one, which no test may restart.</param>
    /// <param name="source">Null: a fresh database of the server.</param>
    /// <param name="lake">Null: a fresh directory.</param>
    public static async Task<Site> CreateAsync(PostgresServer? server = null, TestDatabase? source = null, ILake? lake = null)
    {
        server ??= await PostgresServer.SharedAsync();
        var site = new Site(source ?? await server.NewDatabaseAsync(), await server.NewDatabaseAsync(), lake);
        await LedgerMigrations.ApplyAsync(ConnectionUrl.Parse(site.Ledger.Url), LedgerOptions.Default, TimeProvider.System, CancellationToken.None);
        return site;
    }

    public static Entry Entry(string table) => new()
    {
        Source = SourceName,
        Table = new TableName("public", table),
        Schedule = Schedule.Hourly,
        MaxLateness = TimeSpan.FromHours(3),
        Parallel = 2,
        // Several row groups a part, so that there is a middle to die in.
        RowGroup = new RowGroup(500, 64L << 20),
        Columns = [new EntryColumn { Name = "id", Type = "bigint" }, new EntryColumn { Name = "amount", Type = "bigint" }, new EntryColumn { Name = "note", Type = "text" }],
    };

    public static TableIdentifier Identifier(Entry entry) => new(CatalogNames.Database(Stack, entry.Source), CatalogNames.Table(entry));

    /// <summary>What the catalog shows of a table's hour; null where nothing is published.</summary>
    public Pointer? Shown(Entry entry) => Lake.Partitions(Identifier(entry)).SingleOrDefault(pointer => pointer.Parameters.SnapshotTime == Hour);

    /// <summary>Id of the newest attempt at the site's one run: a process that a fault has made try again has more than one.</summary>
    public Task<string> NewestAttemptAsync() => Ledger.ScalarAsync<string>("select attempt_id from platform.attempt order by number desc limit 1");

    /// <summary>Starts a job; it retries passing faults by itself for a quarter of an hour, as a deployed one does.</summary>
    /// <param name="entry">The table.</param>
    /// <param name="faults">What happens to it, as <see cref="FaultPlan"/> reads it.</param>
    /// <param name="arguments">Further ones.</param>
    public OneJob Start(Entry entry, string faults = "", params string[] arguments) =>
        Start(["--table", entry.Table.ToString(), .. arguments], EntryReference.Variable, DocumentOf(entry), faults, Source.Url, Ledger.Url);

    /// <summary>Starts the job of a consistency group.</summary>
    public OneJob StartGroup(string group, IReadOnlyList<Entry> entries, string faults = "", params string[] arguments)
    {
        var document = new GroupDocument { Format = GroupDocument.CurrentFormat, Group = group, Entries = [.. entries.Select(entry => Put(DocumentOf(entry)))] };
        return Start(["--group", group, .. arguments], GroupDocument.Variable, document.ToBytes(), faults, Source.Url, Ledger.Url);
    }

    /// <summary>Runs the job of a consistency group to its end without a fault.</summary>
    public async Task<JobRun> RunGroupAsync(string group, IReadOnlyList<Entry> entries, params string[] arguments)
    {
        using var job = StartGroup(group, entries, "", arguments);
        return await job.EndAsync();
    }

    /// <summary>The same as a role that is no superuser, for whom the server keeps no connections.</summary>
    public OneJob StartPlain(Entry entry) =>
        Start(["--table", entry.Table.ToString()], EntryReference.Variable, DocumentOf(entry), "lease=60s", Source.PlainUrl, Ledger.PlainUrl);

    /// <summary>Lets <see cref="PostgresServer.PlainRole"/> write the ledger, as a deployed stack lets its jobs.</summary>
    public Task AllowPlainAsync() => Ledger.ExecuteAsync($"grant platform_job to {PostgresServer.PlainRole}");

    /// <summary>Starts the command line on this site, whose registry has one table.</summary>
    /// <param name="entry">The table.</param>
    /// <param name="faults">What happens to it, as <see cref="FaultPlan"/> reads it.</param>
    /// <param name="arguments">The command and its own.</param>
    public OneJob StartOperator(Entry entry, string faults, params string[] arguments)
    {
        var name = $"once-{Interlocked.Increment(ref _jobs)}";
        var environment = new Dictionary<string, string>(Lake.Variables) { ["PLATFORM_HOME"] = Path.Combine(Directory, "home"), [FaultPlan.Variable] = faults };
        string[] where = ["--registry", RegistryOf(entry), "--lake", Lake.Uri.AbsoluteUri, "--ledger", $"{Ledger.Url}?application_name={name}", "--output", "json"];
        return new OneJob(name, new RunningJob([.. arguments, .. where], environment, JobBinary.Operator));
    }

    /// <summary>Runs a command to its end without a fault.</summary>
    public async Task<JobRun> OperateAsync(Entry entry, params string[] arguments)
    {
        using var command = StartOperator(entry, "", arguments);
        return await command.EndAsync();
    }

    /// <summary>Runs a job to its end without a fault.</summary>
    public async Task<JobRun> RunAsync(Entry entry, params string[] arguments)
    {
        using var job = Start(entry, "", arguments);
        return await job.EndAsync();
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private string RegistryOf(Entry entry)
    {
        var source = System.IO.Directory.CreateDirectory(Path.Combine(Directory, "registry", SourceName)).FullName;
        File.WriteAllText(Path.Combine(source, "source.yaml"), "engine: postgres\n");
        var columns = string.Concat(entry.Columns.Select(column => $"  - {{ name: {column.Name}, type: {column.Type} }}\n"));
        var keep = entry.Keep.Hourly is { } hours ? $"keep: {{ hourly: {hours.TotalHours:0}h }}\n" : "";
        var outputs = string.Concat(entry.Outputs.Select(output => $"{{ name: {output.Name}, format: {RegistryNames.Of(output.Format)}, compression: {RegistryNames.Of(output.Compression)} }}, "));
        File.WriteAllText(Path.Combine(source, $"{entry.Table}.yaml"), $"table: {entry.Table}\n{keep}outputs: [{outputs}]\ncolumns:\n{columns}");
        return Path.GetDirectoryName(source)!;
    }

    private byte[] DocumentOf(Entry entry) => EntryDocument.Of(entry, new SourceSettings { Name = SourceName, Guard = Guard ?? EntryDefaults.Guard }).ToBytes();

    private OneJob Start(IEnumerable<string> arguments, string variable, byte[] document, string faults, string source, string ledger)
    {
        var name = $"once-{Interlocked.Increment(ref _jobs)}";
        var environment = new Dictionary<string, string>(Lake.Variables)
        {
            ["PLATFORM_STACK"] = Stack,
            [variable] = Put(document),
            ["PLATFORM_LAKE"] = Lake.Uri.AbsoluteUri,
            ["PLATFORM_LEDGER_URL"] = $"{ledger}?application_name={name}",
            ["PLATFORM_SOURCE_URL"] = $"{source}?application_name={name}",
            ["PLATFORM_PROOF_SEED"] = "0123456789abcdef",
            ["PLATFORM_PROOF"] = "source",
            ["PLATFORM_LOG"] = "json",
            ["PLATFORM_RETRY_FOR"] = "15m",
            ["PLATFORM_MAX_WAIT"] = "10m",
            [FaultPlan.Variable] = $"{Lease} {faults}",
        };
        foreach (var (further, value) in Variables) environment[further] = value;
        return new OneJob(name, new RunningJob([.. arguments, "--at", Hour.ToString()], environment));
    }

    private string Put(byte[] document)
    {
        var hash = EntryDocument.Hash(document);
        var path = Path.Combine(Directory, $"{hash}.json");
        if (!File.Exists(path)) File.WriteAllBytes(path, document);
        return $"file://{path}#{hash}";
    }
}
