using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Operator.Tests.Running;
using Platform.Registry.Entries;
using Platform.Services;

namespace Platform.Operator.Tests.Commands;

public sealed partial class DiffCommandTests
{
    private static readonly string Docs = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "diff.md"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The commands of docs/diff.md in their order, over two hours of a table that changed as their output says.</summary>
    [Fact]
    public async Task Diff_TheCommandsOfTheDocs_SayWhatTheDocsShow()
    {
        await using var platform = new PlatformProcess();
        var (registry, from, to) = await TwoHoursAsync(platform);
        string Dated(string text) => text.Replace("2026-03-01T10", from, StringComparison.Ordinal).Replace("2026-03-01T11", to, StringComparison.Ordinal);
        var block = Docs[(Docs.IndexOf("```console\n", StringComparison.Ordinal) + "```console\n".Length)..];
        var commands = CommandPattern.Matches(block[..block.IndexOf("```", StringComparison.Ordinal)]).Select(m => (Words: m.Groups["words"].Value, Output: m.Groups["output"].Value)).ToList();
        Assert.Equal(4, commands.Count);

        foreach (var (words, output) in commands)
        {
            var arguments = Dated(words).Split(' ').Select(w => w.StartsWith("changes.", StringComparison.Ordinal) ? Path.Combine(platform.Home, w) : w);
            var run = (await platform.RunAsync([.. arguments, "--registry", registry])).Expect(0);
            if (output.Length > 0) Assert.Equal(Dated(output), run.Output);
            if (words.Contains("json", StringComparison.Ordinal) && !words.Contains("changes", StringComparison.Ordinal)) Assert.Equal((2, 3, 1, 994), Numbers(run));
        }

        // The README shows the same.
        Assert.Contains(commands[0].Output, await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "README.md"), Cancel), StringComparison.Ordinal);
        var feed = await File.ReadAllLinesAsync(Path.Combine(platform.Home, "changes.jsonl"), Cancel);
        Assert.Equal(["{\"Op\":\"D\",\"id\":7,\"name\":\"name 7\",\"email\":null}", "{\"Op\":\"I\",\"id\":1001,\"name\":\"new\",\"email\":\"new@example.com\"}"], [.. feed.Order(StringComparer.Ordinal).Where((_, i) => i < 2)]);
        Assert.Equal(6, feed.Length);
        Assert.True(new FileInfo(Path.Combine(platform.Home, "changes.parquet")).Length > 0);

        var again = (await platform.RunAsync("diff", "customers", "--from", from, "--changes", Path.Combine(platform.Home, "changes.jsonl"), "--registry", registry)).Expect(64);
        Assert.Matches(@"^error: file://.*/changes\.jsonl exists already and is not overwritten\nhint: give --changes another name, or remove the file\n$", again.Errors);
        var unknown = (await platform.RunAsync("diff", "customers", "--from", "2026-03-01T10", "--registry", registry)).Expect(69);
        Assert.StartsWith("error: no snapshot of crm/public.customers is published for 2026-03-01T10\nhint: ./platform gaps shows which there are.\n", unknown.Errors);
        var wrong = (await platform.RunAsync("diff", "customers", "--from", from, "--changes", "changes.csv", "--registry", registry)).Expect(64);
        Assert.Matches(@"^error: --changes '.*changes\.csv' must end with \.parquet or \.jsonl\n", wrong.Errors);
    }

    private static async Task<(string Registry, string From, string To)> TwoHoursAsync(PlatformProcess platform)
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("create table customers (id integer primary key, name text, email text); insert into customers (id, name) select n, 'name ' || n from generate_series(1, 998) n", Cancel);
        var registry = Path.Combine(platform.Home, "registry");
        (await platform.RunAsync("tables", "add", "crm", "--all", "--source", $"crm={database.Url}", "--registry", registry)).Expect(0);
        await File.AppendAllTextAsync(Path.Combine(registry, "crm", "public.customers.yaml"), "max_lateness: 3h\n", Cancel);
        var now = new SnapshotTime(TimeProvider.System.GetUtcNow()).Value;
        string Hour(int back) => now.AddHours(-back).ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);
        (await platform.RunAsync("snapshot", "--at", Hour(1), "--registry", registry)).Expect(0);
        await database.ExecuteAsync("""
            insert into customers values (1001, 'new', 'new@example.com'), (1002, 'newer', null);
            update customers set email = 'known' where id < 4; update customers set name = 'other' where id = 2; delete from customers where id = 7;
            """, Cancel);
        (await platform.RunAsync("snapshot", "--at", Hour(0), "--registry", registry)).Expect(0);
        return (registry, Hour(1), Hour(0));
    }

    private static (long, long, long, long) Numbers(PlatformResult run) =>
        (run.Json.GetProperty("inserted").GetInt64(), run.Json.GetProperty("updated").GetInt64(), run.Json.GetProperty("deleted").GetInt64(), run.Json.GetProperty("unchanged").GetInt64());

    [GeneratedRegex(@"\$ \./platform (?<words>[^\n]+)\n(?<output>(?:[^$][^\n]*\n)*)")]
    private static partial Regex CommandPattern { get; }
}
