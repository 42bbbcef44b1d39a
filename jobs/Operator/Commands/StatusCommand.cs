using System.CommandLine;
using Platform.Ledger.Reading;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Operator.Commands;

/// <summary><c>platform status [--failed] [--since T]</c>: the ledger for people.</summary>
internal static class StatusCommand
{
    private static readonly Option<bool> Failed = new("--failed") { Description = "Only runs that failed" };

    private static readonly Option<string?> Since = new("--since") { Description = "Only snapshot times from this one on, in UTC, such as 2026-03-01T10", HelpName = "TIME" };

    private static readonly Option<string?> Table = new("--table") { Description = "Only this table, in all its outputs: SCHEMA.TABLE or SOURCE/SCHEMA.TABLE; or only TABLE@OUTPUT", HelpName = "TABLE" };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("status", "Show what ran, what failed and why, and what comes next") { Failed, Since, Table }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var filter = new StatusFilter { Failed = parsed.GetValue(Failed) };
        if (parsed.GetValue(Since) is { } since) filter = filter with { Since = SnapshotTime.Parse(since).Value };
        if (parsed.GetValue(Table) is { } name)
        {
            var entry = stack.LoadRegistry().FindOutput(name);
            filter = filter with { Source = entry.Source, Table = entry.Table, Output = entry.OutputName == ObjectLayout.MainOutput ? null : entry.OutputName };
        }

        await using var ledger = await LedgerSchema.OpenAsync(invocation, stack, cancellationToken);
        var runs = await ledger.StatusAsync(filter, cancellationToken);
        var pinned = await ledger.StatusAsync(new StatusFilter { Pinned = true, Source = filter.Source, Table = filter.Table, Output = filter.Output }, cancellationToken);
        var answer = new StatusAnswer([.. runs.Select(StatusRow.Of)], StatusAnswer.WarningsOf(pinned));
        foreach (var warning in answer.Warnings) invocation.Say($"warning: {warning}");
        invocation.Answer(answer, AnswerJson.Default.StatusAnswer, answer.Write);
        return ExitCode.Success;
    }
}
