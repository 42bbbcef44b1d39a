using Platform.Operator.Tests.Running;
using Platform.Services;

namespace Platform.Operator.Tests.Commands;

/// <summary>Neither a value of a cell nor a secret is in anything that a command or its jobs say or record, whatever goes wrong.</summary>
public sealed class CanaryTests
{
    private const string Value = "canary-value-4711", Password = "canary-password-0815";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_ThatSucceedAndFail_SayNoValueAndNoSecret()
    {
        await using var platform = new PlatformProcess();
        var (source, url, ledger) = await PlantAsync();
        var registry = Path.Combine(platform.Home, "registry");
        string[] stack = ["--registry", registry, "--ledger", ledger.Url, "--source", $"crm={url}"];
        var said = new List<(string Command, string Text)>();

        await SayAsync(0, "ledger migrate");
        await SayAsync(0, "tables add crm people");
        await SayAsync(0, "tables list");
        await SayAsync(0, "tables check");
        await SayAsync(0, "snapshot --accept-late");
        await SayAsync(0, "verify people --against-source");
        await SayAsync(0, "query", "select count(*) from people");
        foreach (var command in (string[])["status --output json", "gaps", "path people", "latest people --output json", "prune --dry-run", "repair --dry-run", "doctor", "tables migrate"]) await SayAsync(0, command);

        // The server's words about a row that is there already, and about one that a constraint refuses, hold the row.
        await SayAsync(65, "restore people --into crm --mode append");
        await source.ExecuteAsync("truncate people; alter table people add check (note not like 'canary%')", Cancel);
        await SayAsync(65, "restore people --into crm --mode append");
        // Drift, a value that does not fit its column, and a check that fails.
        await source.ExecuteAsync("alter table people drop constraint people_note_check; insert into people values (1, 'canary-value-4711', 'NaN')", Cancel);
        await SayAsync(65, "snapshot --force --accept-late");
        await source.ExecuteAsync("update people set amount = 1; alter table people rename note to remark", Cancel);
        await SayAsync(65, "tables check");
        await SayAsync(65, "snapshot --force --accept-late");
        await SayAsync(0, "rerun --failed --accept-late");
        await SayAsync(65, "verify people --against-source");
        await SayAsync(0, "status --failed");

        // A login that is refused, a server that is away, and a URL that is none.
        (string Url, int Exit)[] broken =
        [
            (url.Replace(Password, Password + "x", StringComparison.Ordinal), 77),
            ($"postgresql://reader:{Password}@127.0.0.1:1/crm", 75),
            ($"postgresql://reader:{Password}/x@127.0.0.1/crm", 78),
        ];
        foreach (var (other, exit) in broken)
        {
            stack[^1] = $"crm={other}";
            await SayAsync(exit, "tables check");
            await SayAsync(exit, "doctor");
        }

        Assert.All(said, one => Assert.DoesNotContain(Value, one.Text, StringComparison.Ordinal));
        Assert.All(said, one => Assert.DoesNotContain(Password, one.Text, StringComparison.Ordinal));
        var recorded = await ledger.ScalarAsync<string>(
            "select concat((select string_agg(r::text, '') from platform.run r), (select string_agg(a::text, '') from platform.attempt a), (select string_agg(p::text, '') from platform.publication p), (select string_agg(l::text, '') from platform.loss l))", Cancel);
        Assert.DoesNotContain("canary", recorded, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(platform.Home, "*.json", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(registry, "*", SearchOption.AllDirectories)))
            Assert.DoesNotContain("canary", await File.ReadAllTextAsync(file, Cancel), StringComparison.Ordinal);

        async Task SayAsync(int exit, string command, params string[] further)
        {
            var result = await platform.RunAsync([.. command.Split(' '), .. further, .. stack]);
            Assert.True(result.ExitCode == exit, $"{command}: exit {result.ExitCode}, expected {exit}\n{result.Output}{result.Errors}");
            said.Add((command, result.Output + result.Errors));
        }
    }

    /// <summary>A table with a value that nobody may see, and a role whose password nobody may.</summary>
    private static async Task<(TestDatabase Source, string Url, TestDatabase Ledger)> PlantAsync()
    {
        var source = await PostgresServer.CreateDatabaseAsync(Cancel);
        var role = $"reader_{source.Name}";
        await source.ExecuteAsync($"""
            create table people (id integer primary key, note text, amount numeric(10,2));
            insert into people values (1, '{Value}', 1), (2, 'x', 2);
            create role {role} login password '{Password}';
            grant all on people to {role};
            alter table people owner to {role};
            """, Cancel);
        var url = new UriBuilder(source.Url) { UserName = role, Password = Password };
        return (source, url.Uri.AbsoluteUri, await PostgresServer.CreateDatabaseAsync(Cancel));
    }
}
