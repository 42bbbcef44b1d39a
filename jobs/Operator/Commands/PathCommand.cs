using System.CommandLine;
using Platform.Lake.Catalog;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform path TABLE [--at TIME]</c>: where readers find a snapshot, alone on stdout, for scripts.</summary>
internal static class PathCommand
{
    private static readonly Argument<string> Table = TableArgument.One();

    private static readonly Option<string?> At = new("--at") { Description = "The snapshot time in UTC, such as 2026-03-01T10 [default: the latest]", HelpName = "TIME" };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("path", "Print the published location of a snapshot as a URI, alone on stdout") { Table, At }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var entry = stack.LoadRegistry().FindOutput(parsed.GetValue(Table)!);
        SnapshotTime? at = parsed.GetValue(At) is { } text ? SnapshotTime.Parse(text) : null;
        var table = stack.TableOf(entry);
        var catalog = Catalogs.Open(stack.Lake, invocation.Clock);
        var pointer = at is { } time
            ? await catalog.GetPartitionAsync(table, time, cancellationToken)
            : await catalog.GetLatestAsync(table, cancellationToken);
        if (pointer is null)
        {
            throw new PlatformException(
                Stage.Publish, ExitCode.Unavailable,
                at is { } missing ? $"no snapshot of {entry.FullName} is published for {missing}" : $"no snapshot of {entry.FullName} is published yet",
                $"./platform snapshot --table {entry.Source}/{entry.Table} takes one; ./platform status shows which there are.")
            { Kind = "not-published" };
        }

        var answer = PathAnswer.Of(entry, pointer);
        // What was captured late is never passed off as the hour's.
        if (answer.Late) invocation.Say($"warning: {entry.FullName} {answer.SnapshotTime} was captured late, at {answer.CapturedAt}");
        invocation.Answer(answer, AnswerJson.Default.PathAnswer, output => output.WriteLine(answer.Location));
        return ExitCode.Success;
    }
}
