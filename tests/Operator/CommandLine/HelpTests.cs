using Platform.Operator.Tests.Running;

namespace Platform.Operator.Tests.CommandLine;

public sealed class HelpTests
{
    [Fact]
    public async Task Help_OfTheRoot_ListsEveryCommandAndTheExitCodes()
    {
        await using var platform = new PlatformProcess();

        var help = (await platform.RunAsync("--help")).Expect(0);

        foreach (var command in (string[])["demo", "test", "tables", "snapshot", "status", "gaps", "rerun", "logs", "cancel", "rollback", "latest", "prune", "repair", "path", "query", "verify", "restore", "drill", "diff", "doctor", "ledger", "local", "plan"])
            Assert.Matches($"(?m)^  {command} ", help.Output);
        Assert.Contains("EXIT STATUS:", help.Output);
        foreach (var code in (int[])[0, 64, 65, 69, 75, 77, 78]) Assert.Matches($"(?m)^  {code} ", help.Output);
        Assert.Empty(help.Errors);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("tables", "add")]
    [InlineData("tables", "list")]
    [InlineData("tables", "check")]
    [InlineData("tables", "migrate")]
    [InlineData("snapshot")]
    [InlineData("status")]
    [InlineData("gaps")]
    [InlineData("rerun")]
    [InlineData("logs")]
    [InlineData("cancel")]
    [InlineData("rollback")]
    [InlineData("latest")]
    [InlineData("prune")]
    [InlineData("path")]
    [InlineData("query")]
    [InlineData("verify")]
    [InlineData("restore")]
    [InlineData("drill")]
    [InlineData("diff")]
    [InlineData("doctor")]
    [InlineData("ledger", "migrate")]
    [InlineData("local", "start")]
    [InlineData("local", "stop")]
    public async Task Help_OfACommand_ListsTheOverridesAndTheExitCodes(params string[] command)
    {
        await using var platform = new PlatformProcess();

        var help = (await platform.RunAsync([.. command, "--help"])).Expect(0);

        foreach (var option in (string[])["--stack", "--registry", "--lake", "--ledger", "--source", "--output"]) Assert.Contains(option, help.Output);
        Assert.Contains("EXIT STATUS:", help.Output);
    }
}
