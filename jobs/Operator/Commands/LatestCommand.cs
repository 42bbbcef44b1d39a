using System.CommandLine;
using Platform.Lake.Catalog;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Publication;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Times;

namespace Platform.Operator.Commands;

/// <summary><c>platform latest TABLE [--pin TIME|--unpin]</c>: shows what <c>_latest</c> shows, holds it there, or lets it go on.</summary>
internal static class LatestCommand
{
    private static readonly Argument<string> Table = TableArgument.One();

    private static readonly Option<string?> Pin = new("--pin") { Description = "Hold _latest at this snapshot time, in UTC, such as 2026-03-01T10; later snapshots leave it", HelpName = "TIME" };

    private static readonly Option<bool> Unpin = new("--unpin") { Description = "Let _latest go on to the newest snapshot" };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("latest", "Show what _latest of a table shows, hold it at a snapshot time, or let it go on") { Table, Pin, Unpin }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Unpin) && parsed.GetValue(Pin) is not null) throw new PlatformException(Stage.Configure, ExitCode.Usage, "--pin and --unpin exclude each other", null) { Kind = "usage" };
        var stack = new Stack(invocation);
        var entry = stack.LoadRegistry().FindOutput(parsed.GetValue(Table)!);
        var catalog = Catalogs.Open(stack.Lake, invocation.Clock);
        var table = stack.TableOf(entry);
        var shows = await ShowsAsync(parsed, invocation, stack, entry, catalog, cancellationToken);
        if (shows is null)
        {
            throw new PlatformException(
                Stage.Publish, ExitCode.Unavailable, $"no snapshot of {entry.FullName} is published yet", $"./platform snapshot --table {entry.Source}/{entry.Table} takes one.")
            { Kind = "not-published" };
        }

        var parameters = shows.Parameters;
        var answer = new LatestAnswer(
            entry.Source, entry.Name, parameters.SnapshotTime.ToString(), parameters.Pinned, UtcText.Microseconds(parameters.CapturedAt),
            parameters.Late, parameters.Attempt.ToString(), parameters.Rows, shows.Location.AbsoluteUri);
        invocation.Answer(answer, AnswerJson.Default.LatestAnswer, answer.Write);
        return ExitCode.Success;
    }

    private static async Task<Pointer?> ShowsAsync(ParseResult parsed, Invocation invocation, Stack stack, Entry entry, ICatalog catalog, CancellationToken cancellationToken)
    {
        var table = stack.TableOf(entry);
        SnapshotTime? pin = parsed.GetValue(Pin) is { } text ? SnapshotTime.Parse(text) : null;
        if (pin is null && !parsed.GetValue(Unpin)) return await catalog.GetLatestAsync(table, cancellationToken);
        await using var ledger = await LedgerSchema.OpenAsync(invocation, stack, cancellationToken);
        var publisher = new Publisher(ledger, catalog, invocation.Faults, invocation.Clock);
        if (pin is { } time) return await publisher.PinAsync(SnapshotKey.Of(entry, time), table, cancellationToken);
        return (await publisher.UnpinAsync(entry.Source, entry.Table, entry.OutputName, table, cancellationToken)).Shows;
    }
}
