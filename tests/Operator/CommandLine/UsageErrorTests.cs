using Platform.Operator.Tests.Running;

namespace Platform.Operator.Tests.CommandLine;

public sealed class UsageErrorTests
{
    [Fact]
    public async Task UnknownWords_AreAllReportedWithTheNearestName()
    {
        await using var platform = new PlatformProcess();

        var result = (await platform.RunAsync("snapshto", "--lkae", "x://user:secret@host")).Expect(64);

        Assert.Equal(
            """
            error: 'snapshto' is unknown, did you mean 'snapshot'?
            '--lkae' is unknown, did you mean '--lake'?
            '(a URL)' is unknown
            hint: ./platform --help shows what there is.

            """,
            result.Errors);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task NoCommand_NamesTheCommands()
    {
        await using var platform = new PlatformProcess();

        var result = (await platform.RunAsync("tables")).Expect(64);

        Assert.StartsWith("error: tables needs a command: one of add, list, check, migrate\n", result.Errors);
    }

    [Fact]
    public async Task UnknownOutput_SaysWhatIsAllowed()
    {
        await using var platform = new PlatformProcess();

        var result = (await platform.RunAsync("tables", "list", "--output", "xml")).Expect(64);

        Assert.Contains("--output is 'xml', it must be one of text, json", result.Errors);
    }

    [Theory]
    [InlineData("ftp://host/lake")]
    [InlineData("s3://")]
    public async Task LakeOfNoKindThatThereIs_IsRefusedBeforeAnythingIsAsked(string lake)
    {
        await using var platform = new PlatformProcess();

        var result = (await platform.RunAsync("path", "orders", "--lake", lake)).Expect(64);

        Assert.Equal("error: the lake is neither a directory nor a bucket\nhint: Write it like --lake file:///var/lake, or --lake s3://bucket/prefix.\n", result.Errors);
    }

    [Fact]
    public async Task FollowedLog_IsNoDocument()
    {
        await using var platform = new PlatformProcess();

        var result = (await platform.RunAsync("logs", "orders", "--at", "2026-03-01T10", "--follow", "--output", "json")).Expect(64);

        Assert.Equal("--follow prints as the job speaks, and --output json is one document at the end", result.Json.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task SourceWithoutName_IsRefusedWithoutRepeatingThePassword()
    {
        await using var platform = new PlatformProcess();

        var result = (await platform.RunAsync("tables", "list", "--source", "postgresql://me:secret@host/db?sslmode=require", "--output", "json")).Expect(64);

        Assert.Contains("--source must be NAME=URL", result.Errors);
        Assert.DoesNotContain("secret", result.Errors + result.Output);
        Assert.Equal("usage", result.Json.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(64, result.Json.GetProperty("error").GetProperty("exit").GetInt32());
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01T10")]
    public async Task At_NoTime_SaysHowToWriteOne(string at)
    {
        await using var platform = new PlatformProcess();
        var registry = new RegistryFolder(platform.Home).Source("crm").SmallTable("crm", "public.small");

        var result = (await platform.RunAsync("snapshot", "--registry", registry.Path, "--at", at)).Expect(64);

        Assert.Contains($"'{at}' is not a snapshot time", result.Errors);
        Assert.Contains("2026-03-01T10", result.Errors);
    }
}
