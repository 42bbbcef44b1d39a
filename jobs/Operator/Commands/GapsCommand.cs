using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Gaps;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform gaps [--since TIME] [--table T]</c>: what the schedules asked for against what is published.</summary>
internal static class GapsCommand
{
    private static readonly Option<string?> Since = new("--since") { Description = "From this snapshot time on, in UTC, such as 2026-03-01T10 [default: 24 hours ago]", HelpName = "TIME" };

    private static readonly Option<string[]> Table = new("--table") { Description = "Only this table: SCHEMA.TABLE or SOURCE/SCHEMA.TABLE; several times for several", HelpName = "TABLE" };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("gaps", "Show expected against published snapshots, as a map of table by hour") { Since, Table }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var since = TimelineReader.Since(parsed.GetValue(Since), invocation.Clock.GetUtcNow());
        var entries = stack.LoadRegistry().Select(parsed.GetValue(Table) ?? []);
        var answer = GapsAnswer.Of(since.ToString(), await TimelineReader.ReadAsync(invocation, stack, entries, since, cancellationToken));
        invocation.Answer(answer, AnswerJson.Default.GapsAnswer, answer.Write);
        return ExitCode.Success;
    }
}
