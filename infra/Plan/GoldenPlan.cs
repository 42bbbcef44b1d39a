using System.Diagnostics;
using System.Text;
using Platform.Registry.Failures;

namespace Platform.Infra.Plan;

/// <summary>The plan that is committed beside the registry, so that a reviewer sees resource changes in the diff itself.</summary>
public static class GoldenPlan
{
    public static string RelativePath(string stack) => $"stacks/plans/{stack}.json";

    public static void Write(string root, PlanDocument plan)
    {
        var path = Path.Combine(root, RelativePath(plan.Stack));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, plan.ToGolden());
    }

    /// <summary>The plan committed at a revision; an empty one where there was none yet.</summary>
    /// <exception cref="PlatformException">Usage (64): no such revision.</exception>
    public static PlanDocument At(string root, string stack, string revision)
    {
        if (Git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}") is not { } commit)
            throw new PlatformException(Stage.Configure, ExitCode.Usage, $"git knows no revision '{revision}'", "name a commit, tag or branch that this clone has; in CI fetch it first") { Kind = "unknown-revision" };
        return Git(root, "show", $"{commit.Trim()}:{RelativePath(stack)}") is { } json ? PlanDocument.Read(json) : new PlanDocument(stack, [], []);
    }

    /// <summary>What git prints; null where it fails.</summary>
    private static string? Git(string root, params string[] args)
    {
        var start = new ProcessStartInfo("git", args) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        using var git = Process.Start(start)!;
        var errors = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        errors.GetAwaiter().GetResult();
        return git.ExitCode == 0 ? output : null;
    }
}
