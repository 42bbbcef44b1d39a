using System.Text.RegularExpressions;
using Platform.Operator.Tests.Running;
using Platform.Services;

namespace Platform.Operator.Tests.Documentation;

/// <summary>What the README shows is what happens; <c>DemoTests</c> holds its first screen to a real run.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The lines after <c>$ ./platform COMMAND</c>, up to the next command or the block's end.</summary>
    public static string Output(string command) =>
        Regex.Match(Readme, $@"\$ \./platform {Regex.Escape(command)}\n(?<output>.*?)\n(\$ |```)", RegexOptions.Singleline).Groups["output"].Value;

    [Fact]
    public async Task EveryCommand_OfTheReadme_Exists()
    {
        await using var platform = new PlatformProcess();
        var commands = CommandPattern.Matches(Readme).Select(match => match.Groups["words"].Value.Split(' ')).ToList();

        Assert.True(commands.Count >= 6, $"{commands.Count} commands found in the README");
        foreach (var words in commands) (await platform.RunAsync([.. words.TakeWhile(word => word != "--source"), "--help"])).Expect(0);
    }

    [Fact]
    public async Task OwnTables_TheCommandsOfTheReadme_WorkInTheirOrder()
    {
        await using var platform = new PlatformProcess();
        var database = await PostgresServer.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("create table customers (id integer primary key, name text); insert into customers values (1, 'Ada')", Cancel);
        var registry = Path.Combine(platform.Home, "registry");
        var section = Readme[Readme.IndexOf("## Your own tables", StringComparison.Ordinal)..Readme.IndexOf("## On call", StringComparison.Ordinal)];

        foreach (var command in CommandPattern.Matches(section).Select(match => match.Groups["words"].Value))
        {
            var words = Regex.Replace(command, "postgresql://[^ ]+", database.Url).Split(' ');
            (await platform.RunAsync([.. words, "--registry", registry])).Expect(0);
            if (words is ["tables", "add", ..]) OutlastTheHour(Path.Combine(registry, "crm", "public.customers.yaml"));
        }
    }

    [Fact]
    public async Task RegistryExamples_HaveNoMistakeButWhatIsNotBuiltYet()
    {
        await using var platform = new PlatformProcess();
        var blocks = YamlPattern.Matches(Readme).Select(match => match.Groups["yaml"].Value).ToList();
        Assert.Equal(2, blocks.Count);
        Assert.Equal(blocks, YamlPattern.Matches(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", "registry.md"), Cancel)).Select(match => match.Groups["yaml"].Value));
        var registry = new RegistryFolder(platform.Home)
            .Source("shop", blocks[0])
            .Table("shop", "public.orders", blocks[1])
            .SmallTable("shop", "public.order_items");

        var result = await platform.RunAsync("tables", "list", "--registry", registry.Path);

        foreach (var mistake in result.Errors.Split('\n').Where(line => line.Contains(".yaml:", StringComparison.Ordinal)))
            Assert.Contains("not yet supported", mistake);
    }

    [Fact]
    public async Task ExitCodes_AreThoseOfTheHelp()
    {
        await using var platform = new PlatformProcess();
        var help = (await platform.RunAsync("--help")).Expect(0).Output;

        var inReadme = Regex.Matches(Readme, @"(?m)^\| (\d+) \|").Select(match => match.Groups[1].Value);
        var inHelp = Regex.Matches(help, @"(?m)^  (\d+) ").Select(match => match.Groups[1].Value);
        Assert.Equal(inHelp, inReadme);
    }

    [Fact]
    public void FoldersOfTheMap_Exist()
    {
        var map = Readme[Readme.IndexOf("| folder |", StringComparison.Ordinal)..Readme.IndexOf("## Your own tables", StringComparison.Ordinal)];
        var paths = Regex.Matches(map, @"(?m)^\| (.*?) \|").SelectMany(row => Regex.Matches(row.Groups[1].Value, "`([^`]+)`")).Select(path => path.Groups[1].Value).ToList();
        Assert.True(paths.Count >= 10);
        foreach (var path in paths) Assert.True(Path.Exists(Path.Combine(RepositoryRoot.Path, path)), $"the README's map names {path}, which is not there");
    }

    /// <summary>The next command may fall into the next hour; then its snapshot would be too late for the one it was started in.</summary>
    private static void OutlastTheHour(string entry) => File.AppendAllText(entry, "max_lateness: 3h\n");

    [GeneratedRegex(@"(?m)^\$ \./platform (?<words>.+)$")]
    private static partial Regex CommandPattern { get; }

    [GeneratedRegex(@"```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlPattern { get; }
}
