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

    /// <summary>Every change that was committed to a stack's plan, newest first: a line <c>commit HASH</c>, then the lines of the patch, without context.</summary>
    public static IEnumerable<string> Patches(string root, string stack)
    {
        using var git = Start(root, "log", "--patch", "--unified=0", "--no-color", "--no-ext-diff", "--format=commit %H", "--", RelativePath(stack));
        while (git.StandardOutput.ReadLine() is { } line) yield return line;
        git.WaitForExit();
    }

    /// <summary>What git prints; null where it fails.</summary>
    private static string? Git(string root, params string[] args)
    {
        using var git = Start(root, args);
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : null;
    }

    /// <summary>What git says against it is nobody's to read: an answer that is missing says it.</summary>
    private static Process Start(string root, params string[] args)
    {
        var git = Process.Start(new ProcessStartInfo("git", args) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
        git.ErrorDataReceived += static (_, _) => { };
        git.BeginErrorReadLine();
        return git;
    }
}
