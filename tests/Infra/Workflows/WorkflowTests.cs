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
    public void Deploy_MigratesAndKeepsTheImageBeforeItDeploys_AndMigratesALedgerThatItMadeAfter()
    {
        var commands = Commands.Matches(Text("deploy.yml")).Select(match => match.Value.Trim()).ToList();
        Assert.Equal(["./platform ledger migrate --stack \"$STACK\" --if-exists", "infra/keep-image.sh \"$STACK\"", "pulumi up --stack \"$STACK\" --yes --non-interactive", "./platform ledger migrate --stack \"$STACK\""], commands);
    }

    [Theory]
    [InlineData("config:\n  # platform:image: later\n", false, "stack prod names no image yet: nothing to keep\n", "")]
    [InlineData("config:\n  platform:image: 1.dkr.ecr.eu-west-1.amazonaws.com/platform-prod/jobs@sha256:0123456789abcdef0123 # 1.4\n", false, "",
        "describe-images platform-prod/jobs imageTag=deployed-0123456789abcdef\nbatch-get-image platform-prod/jobs imageDigest=sha256:0123456789abcdef0123\nput-image platform-prod/jobs deployed-0123456789abcdef\n")]
    [InlineData("config:\n  platform:image: 1.dkr.ecr.eu-west-1.amazonaws.com/platform-prod/jobs@sha256:0123456789abcdef0123\n", true, "", "describe-images platform-prod/jobs imageTag=deployed-0123456789abcdef\n")]
    public async Task KeepImage_TagsTheImageThatTheStackNames_Once(string settings, bool tagged, string said, string calls)
    {
        var checkout = Directory.CreateTempSubdirectory("infra-image-").FullName;
        try
        {
            foreach (var folder in new[] { "stacks", "infra", "bin" }) Directory.CreateDirectory(Path.Combine(checkout, folder));
            await WriteAsync("stacks/Pulumi.prod.yaml", settings);
            await WriteAsync("infra/keep-image.sh", await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "infra", "keep-image.sh"), TestContext.Current.CancellationToken));
            await WriteAsync("bin/aws", $"#!/bin/sh\necho \"$2 $4 $6\" >>\"$CALLS\"\ncase $2 in describe-images) {(tagged ? "exit 0" : "exit 254")} ;; batch-get-image) echo manifest ;; esac\n");
            var start = new ProcessStartInfo("bash", ["-c", "chmod +x bin/aws; PATH=$PWD/bin:$PATH CALLS=$PWD/calls bash infra/keep-image.sh prod"]) { WorkingDirectory = checkout, RedirectStandardOutput = true };
            using var script = Process.Start(start)!;
            Assert.Equal(said, await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
            await script.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, script.ExitCode);
            var called = Path.Combine(checkout, "calls");
            Assert.Equal(calls, File.Exists(called) ? await File.ReadAllTextAsync(called, TestContext.Current.CancellationToken) : "");
        }
        finally
        {
            Directory.Delete(checkout, recursive: true);
        }

        Task WriteAsync(string path, string text) => File.WriteAllTextAsync(Path.Combine(checkout, path), text, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Project_IsTheProgramUnderInfra_WithItsStacksBesideTheRegistry()
    {
        var project = File.ReadAllText(Path.Combine(Checkout.Root, "Pulumi.yaml"));
        Assert.Contains("\nmain: infra\n", project, StringComparison.Ordinal);
        Assert.Contains("\nstackConfigDir: stacks\n", project, StringComparison.Ordinal);
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

    [GeneratedRegex(@"(?<=run: )(\./platform ledger|infra/keep-image|pulumi up).*")]
    private static partial Regex Commands { get; }

    [GeneratedRegex(@"uses: (\S+)")]
    private static partial Regex Uses { get; }

    [GeneratedRegex(@"^ +run: .*(\n {10,}.*)*", RegexOptions.Multiline)]
    private static partial Regex Scripts { get; }
}
