using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.Checking;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform tables check</c>: entries alone, then against the live tables and what was published last.</summary>
internal static class TablesCheckCommand
{
    private static readonly Argument<string[]> Tables = new("TABLE") { Description = "Check only these [default: all]", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<bool> EntriesOnly = new("--entries-only") { Description = "Check the files alone, without connecting to any source" };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("check", "Check entries by themselves, against the live tables, and against the last published schema") { Tables, EntriesOnly }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        // Mistakes of the files end here, all of them at once: 78.
        var registry = stack.LoadRegistry();
        var names = parsed.GetValue(Tables) ?? [];
        var entries = names.Length > 0 ? names.Select(registry.Find).DistinctBy(entry => entry.FullName).ToList() : registry.Entries;
        var checker = new LiveCheck(stack, registry, invocation.Clock);
        var answer = parsed.GetValue(EntriesOnly)
            ? new TableCheckAnswer([.. entries.Select(entry => new TableCheck(entry.Source, entry.Table.ToString(), "entry", [], null))])
            : new TableCheckAnswer(await checker.RunAsync(entries, cancellationToken));
        answer.WriteFailures(invocation.Terminal.Messages);
        invocation.Answer(answer, AnswerJson.Default.TableCheckAnswer, answer.WriteTable);
        return answer.ExitCode;
    }
}
