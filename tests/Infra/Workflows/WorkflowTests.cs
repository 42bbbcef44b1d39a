using System.Diagnostics;
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
    public void Deploy_MigratesTheLedgerBeforeItDeploys()
    {
        var text = Text("deploy.yml");
        Assert.InRange(text.IndexOf("ledger migrate", StringComparison.Ordinal), 1, text.IndexOf("pulumi up", StringComparison.Ordinal));
    }

    [Theory]
    // Nothing runs without an image, and a managed ledger does not exist before the first deployment.
    [InlineData("config:\n  platform:ledger: managed\n", "")]
    [InlineData("config:\n  # platform:image: later\n  platform:ledger: managed\n", "")]
    [InlineData("config:\n  platform:image: 1.dkr.ecr.eu-west-1.amazonaws.com/jobs@sha256:0\n", "ledger migrate --stack prod\n")]
    public async Task Deploy_Migrates_WhereAnythingCouldRun(string settings, string expected)
    {
        var checkout = Directory.CreateTempSubdirectory("infra-deploy-");
        try
        {
            Directory.CreateDirectory(Path.Combine(checkout.FullName, "stacks"));
            await File.WriteAllTextAsync(Path.Combine(checkout.FullName, "stacks", "Pulumi.prod.yaml"), settings, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(checkout.FullName, "platform"), "#!/bin/sh\necho \"$@\" >>called\n", TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo("bash", ["-eo", "pipefail", "-c", $"chmod +x platform\n{Script("deploy.yml", "Migrate the ledger")}"]) { WorkingDirectory = checkout.FullName, RedirectStandardOutput = true };
            start.Environment["STACK"] = "prod";
            using var script = Process.Start(start)!;
            await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await script.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, script.ExitCode);
            var called = Path.Combine(checkout.FullName, "called");
            Assert.Equal(expected, File.Exists(called) ? await File.ReadAllTextAsync(called, TestContext.Current.CancellationToken) : "");
        }
        finally
        {
            checkout.Delete(recursive: true);
        }
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

    /// <summary>The script of a named step, as its runner gets it.</summary>
    private static string Script(string workflow, string step)
    {
        var text = Text(workflow);
        var named = text[text.IndexOf($"- name: {step}\n", StringComparison.Ordinal)..];
        var body = named[(named.IndexOf("run: |\n", StringComparison.Ordinal) + "run: |\n".Length)..];
        return string.Join('\n', body.Split('\n').TakeWhile(line => line.StartsWith("          ", StringComparison.Ordinal)).Select(line => line[10..]));
    }

    private static string Text(string workflow) => File.ReadAllText(Path.Combine(Checkout.Root, ".github", "workflows", workflow));

    [GeneratedRegex(@"uses: (\S+)")]
    private static partial Regex Uses { get; }

    [GeneratedRegex(@"^ +run: .*(\n {10,}.*)*", RegexOptions.Multiline)]
    private static partial Regex Scripts { get; }
}
