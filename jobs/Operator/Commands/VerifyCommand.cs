using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Jobs;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform verify TABLE... [--at TIME]</c>: reads every byte of a snapshot's files and proves them against its manifest.</summary>
internal static class VerifyCommand
{
    private static readonly StoredSnapshots Snapshots = new();

    private static readonly Option<bool> AgainstSource = new("--against-source") { Description = "Prove also that the tables of the source hold the same now" };

    public static Command Create(CommandRunner runner)
    {
        var command = new Command("verify", "Prove the files of snapshots against their manifests");
        Snapshots.AddTo(command);
        command.Options.Add(AgainstSource);
        return runner.Runs(command, RunAsync);
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var snapshots = await Snapshots.FindAsync(parsed, invocation, stack, cancellationToken);
        var source = parsed.GetValue(AgainstSource) ? await SourceAsync(snapshots, stack, cancellationToken) : null;
        string[] further = source is null ? ["--verify"] : ["--verify", "--against-source"];
        var answer = await new RestoreRun(invocation, stack).RunAsync("verify", snapshots, into: null, source is null ? [] : [("PLATFORM_SOURCE_URL", source)], further);
        invocation.Answer(answer, AnswerJson.Default.RestoreAnswer, answer.Write);
        return ExitCode.Success;
    }

    private static Task<string> SourceAsync(IReadOnlyList<StoredAt> snapshots, Stack stack, CancellationToken cancellationToken)
    {
        var sources = snapshots.Select(s => s.Entry.Source).Distinct().ToList();
        return sources.Count == 1
            ? stack.SourceUrlAsync(sources[0], cancellationToken)
            : throw new PlatformException(Stage.Configure, ExitCode.Usage, "--against-source is for tables of one source", $"Verify {string.Join(" and ", sources)} one by one.") { Kind = "usage" };
    }
}
