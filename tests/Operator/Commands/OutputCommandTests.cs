using System.Text.RegularExpressions;
using Platform.Operator.Tests.Running;
using Platform.Services;

namespace Platform.Operator.Tests.Commands;

/// <summary>The example of docs/outputs.md, at a desk.</summary>
public sealed partial class OutputCommandTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "outputs.md"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CommandsOfThePage_WorkInTheirOrder()
    {
        await using var desk = await Desk.CreateAsync();
        var copy = await PostgresServer.CreateDatabaseAsync(Cancel);
        var answers = new List<PlatformResult>();
        foreach (Match command in CommandPattern.Matches(Page))
        {
            var line = command.Groups["words"].Value.Replace("postgresql://ada@localhost/copy", copy.Url, StringComparison.Ordinal);
            answers.Add((await desk.RunAsync([.. WordPattern.Matches(line).Select(word => word.Value.Trim('"'))])).Expect(0));
        }

        Assert.Equal(6, answers.Count);
        Assert.Matches("(?m)^crm/public.customers  .*\ncrm/public.customers@backup  .*_output=backup.*\ncrm/public.customers@partner  .*_output=partner", answers[0].Output);
        Assert.Contains("crm/public.customers@backup", answers[1].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("partner", answers[1].Output, StringComparison.Ordinal);
        Assert.Contains("/_output=backup/", answers[2].Output, StringComparison.Ordinal);
        Assert.Contains("/_output=partner/", answers[3].Output, StringComparison.Ordinal);
        Assert.StartsWith("crm/public.customers@backup: 2 rows", answers[4].Output, StringComparison.Ordinal);
        Assert.Equal("1 Ada, 2 ", await copy.ScalarAsync<string>("select string_agg(id || ' ' || coalesce(name, ''), ', ' order by id) from customers", Cancel));
    }

    [Fact]
    public async Task Commands_OfOutputs_NameThem_AndThoseOfTablesSaySo()
    {
        await using var desk = await Desk.CreateAsync();
        (await desk.RunAsync("tables", "check")).Expect(0);
        var snapshots = (await desk.RunAsync("snapshot", "--output", "json")).Expect(0).Json.GetProperty("snapshots").EnumerateArray().ToList();
        Assert.Equal(["public.customers", "public.customers@backup", "public.customers@partner"], snapshots.Select(s => s.GetProperty("table").GetString()));
        Assert.All(snapshots, s => Assert.Equal(2, s.GetProperty("rows").GetInt64()));

        Assert.Equal("public.customers@backup", (await desk.RunAsync("latest", "customers@backup", "--output", "json")).Expect(0).Json.GetProperty("table").GetString());
        Assert.Equal(3, (await desk.RunAsync("status", "--table", "customers", "--output", "json")).Expect(0).Json.GetProperty("runs").GetArrayLength());
        Assert.Equal("parquet", (await desk.RunAsync("tables", "list", "--output", "json")).Expect(0).Json.GetProperty("tables")[0].GetProperty("format").GetString());
        Assert.Contains("parquet, @backup avro, @partner csv", (await desk.RunAsync("tables", "list")).Expect(0).Output, StringComparison.Ordinal);
        (await desk.RunAsync("diff", "customers@backup", "--from", Text(snapshots[1], "snapshot_time"))).Expect(0);
        var text = (await desk.RunAsync("verify", "customers@partner")).Expect(65);
        Assert.StartsWith("error: snapshots in csv cannot be restored or compared: their files name no types\n", text.Errors);

        foreach (var words in (string[][])[["snapshot", "--table", "customers@backup"], ["prune", "--table", "customers@backup"], ["gaps", "--table", "customers@backup"], ["repair", "customers@backup"]])
        {
            var refused = (await desk.RunAsync(words)).Expect(64);
            Assert.Contains("'customers@backup' is not a table of the registry\nhint: an output goes with its table here: say crm/public.customers\n", refused.Errors, StringComparison.Ordinal);
        }

        var both = (await desk.RunAsync("restore", "customers", "customers@backup", "--into", "crm", "--mode", "truncate")).Expect(64);
        Assert.Equal("error: public.customers is named twice, and one table takes one snapshot\nhint: Name one of its outputs.\n", both.Errors);
        Assert.StartsWith("error: crm/public.customers has no output 'orc'\nhint: its outputs are main, backup, partner\n", (await desk.RunAsync("path", "customers@orc")).Expect(64).Errors);
    }

    /// <summary>Held at an hour, or let go, together.</summary>
    [Fact]
    public async Task Latest_PinnedOfOneOutput_HoldsAll()
    {
        await using var desk = await Desk.CreateAsync();
        var at = Text((await desk.RunAsync("snapshot", "--output", "json")).Expect(0).Json.GetProperty("snapshots")[0], "snapshot_time");

        (await desk.RunAsync("latest", "customers@backup", "--pin", at)).Expect(0);

        Assert.Contains("is pinned to", (await desk.RunAsync("latest", "customers")).Expect(0).Output, StringComparison.Ordinal);
        var warnings = (await desk.RunAsync("status", "--output", "json")).Expect(0).Json.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!.Split(':')[0]);
        Assert.Equal(["crm/public.customers", "crm/public.customers@backup", "crm/public.customers@partner"], warnings.Order(StringComparer.Ordinal));
        (await desk.RunAsync("latest", "customers", "--unpin")).Expect(0);
        Assert.Contains("follows the newest", (await desk.RunAsync("latest", "customers@partner")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_ThatHasLeftTheEntry_IsToldOfByPruneAndStays()
    {
        await using var desk = await Desk.CreateAsync();
        (await desk.RunAsync("snapshot")).Expect(0);
        var location = (await desk.RunAsync("path", "customers@partner")).Expect(0).Output.Trim();

        desk.Write(Yaml.Replace("  - { name: partner, format: csv, compression: gzip }\n", "", StringComparison.Ordinal));
        var pruned = (await desk.RunAsync("prune", "--grace", "0s")).Expect(0);

        Assert.Contains("note: crm/public.customers@partner is no longer in the registry; its 1 snapshots stay until the bucket's lifecycle ends them\n", pruned.Errors, StringComparison.Ordinal);
        Assert.True(Directory.Exists(new Uri(location).LocalPath));
        (await desk.RunAsync("snapshot")).Expect(0);
    }

    private static string Yaml => YamlPattern.Match(Page).Groups["yaml"].Value;

    private static string Text(System.Text.Json.JsonElement row, string name) => row.GetProperty(name).GetString()!;

    /// <summary>The page's table in a database, and its entry, which outlasts the hour.</summary>
    private sealed class Desk : IAsyncDisposable
    {
        private readonly PlatformProcess _platform = new();
        private readonly RegistryFolder _registry;
        private readonly string _source;
        private readonly string _ledger;

        private Desk(string source, string ledger)
        {
            (_source, _ledger) = (source, ledger);
            _registry = new RegistryFolder(_platform.Home).Source("crm");
            Write(Yaml);
        }

        public static async Task<Desk> CreateAsync()
        {
            var source = await PostgresServer.CreateDatabaseAsync(Cancel);
            await source.ExecuteAsync("create table customers (id integer primary key, name text); insert into customers values (1, 'Ada'), (2, null)", Cancel);
            var desk = new Desk(source.Url, (await PostgresServer.CreateDatabaseAsync(Cancel)).Url);
            (await desk.RunAsync("ledger", "migrate")).Expect(0);
            return desk;
        }

        public void Write(string yaml) => _registry.Table("crm", "public.customers", yaml + "max_lateness: 3h\n");

        public Task<PlatformResult> RunAsync(params string[] arguments) => _platform.RunAsync([.. arguments, "--registry", _registry.Path, "--ledger", _ledger, "--source", $"crm={_source}"]);

        public ValueTask DisposeAsync() => _platform.DisposeAsync();
    }

    [GeneratedRegex(@"(?m)^\$ \./platform (?<words>.+)$")]
    private static partial Regex CommandPattern { get; }

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex WordPattern { get; }

    [GeneratedRegex(@"```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlPattern { get; }
}
