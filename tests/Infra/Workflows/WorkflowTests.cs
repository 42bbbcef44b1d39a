using System.Text.RegularExpressions;

namespace Platform.Infra.Tests.Workflows;

public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows => [.. Directory.GetFiles(Path.Combine(Checkout.Root, ".github", "workflows"), "*.yml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_EveryAction_IsPinnedByHash(string workflow)
    {
        var uses = Uses.Matches(Text(workflow)).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(uses);
        Assert.All(uses, action => Assert.Matches("^[a-z0-9-]+/[a-z0-9-]+@[0-9a-f]{40}$", action));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_Scripts_TakeContextThroughTheEnvironmentOnly(string workflow)
    {
        // An expression inside a script is where somebody else's text becomes a command.
        foreach (Match script in Scripts.Matches(Text(workflow))) Assert.DoesNotContain("${{", script.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Deploy_MigratesBeforeItDeploys_AndALedgerThatItMadeAfter()
    {
        var commands = Commands.Matches(Text("deploy.yml")).Select(match => match.Value.Trim()).ToList();
        Assert.Equal(["./platform ledger migrate --stack \"$STACK\" --if-exists", "pulumi up --stack \"$STACK\" --yes --non-interactive", "./platform ledger migrate --stack \"$STACK\""], commands);
    }

    [Fact]
    public void Preview_PlansEveryStackWithoutCredentials_AndPostsTheDifference()
    {
        var plan = Text("preview.yml")[..Text("preview.yml").IndexOf("\n  pulumi:", StringComparison.Ordinal)];
        Assert.Contains("./platform plan --stack \"$STACK\" --diff \"$BASE\" --output markdown", plan, StringComparison.Ordinal);
        Assert.Contains("gh pr comment", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("configure-aws-credentials", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("id-token", plan, StringComparison.Ordinal);
        Assert.Contains("stack: [dev, prod]", plan, StringComparison.Ordinal);
    }

    private static string Text(string workflow) => File.ReadAllText(Path.Combine(Checkout.Root, ".github", "workflows", workflow));

    [GeneratedRegex(@"(?<=run: )(\./platform ledger|pulumi up).*")]
    private static partial Regex Commands { get; }

    [GeneratedRegex(@"uses: (\S+)")]
    private static partial Regex Uses { get; }

    [GeneratedRegex(@"^ +run: .*(\n {10,}.*)*", RegexOptions.Multiline)]
    private static partial Regex Scripts { get; }
}
