using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Jobs;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary>
/// <c>platform verify TABLE... [--at TIME] [--against-source]</c>: reads every byte of a snapshot's files and proves them against its manifest; and takes a fresh snapshot of the live
/// table, proves it, and says how the table has moved on.
/// </summary>
internal static class VerifyCommand
{
    private static readonly StoredSnapshots Snapshots = new();

    private static readonly Option<bool> AgainstSource = new("--against-source") { Description = "Take and prove a fresh snapshot of each live table too, of which nothing is kept, and say how the table differs from the snapshot now" };

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
        var answer = await new RestoreRun(invocation, stack).RunAsync("verify", snapshots, into: null, [], ["--verify"]);
        if (parsed.GetValue(AgainstSource))
        {
            var fresh = await new FreshProofs(invocation, stack, stack.LoadRegistry()).RunAsync(snapshots, cancellationToken);
            answer = answer with { Tables = [.. answer.Tables.Zip(fresh, (table, proof) => table with { Fresh = proof })] };
        }

        invocation.Answer(answer, AnswerJson.Default.RestoreAnswer, answer.Write);
        return ExitCode.Success;
    }
}
