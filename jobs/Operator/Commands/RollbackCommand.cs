using System.CommandLine;
using Platform.Lake.Catalog;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Publication;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Operator.Commands;

/// <summary><c>platform rollback TABLE --at TIME [--attempt ID] [--list]</c>: publishes an earlier, kept attempt of a snapshot again.</summary>
internal static class RollbackCommand
{
    private static readonly Argument<string> Table = TableArgument.One();

    private static readonly Option<string?> At = new("--at") { Description = "The snapshot time in UTC, such as 2026-03-01T10", HelpName = "TIME", Required = true };

    private static readonly Option<string?> Attempt = new("--attempt") { Description = "Which attempt [default: the one before that which readers see]", HelpName = "ID" };

    private static readonly Option<bool> List = new("--list") { Description = "Only list the attempts at this snapshot" };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("rollback", "Publish an earlier, kept attempt of a snapshot again") { Table, At, Attempt, List }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var entry = stack.LoadRegistry().FindOutput(parsed.GetValue(Table)!);
        var key = SnapshotKey.Of(entry, SnapshotTime.Parse(parsed.GetValue(At)!));
        var attempt = parsed.GetValue(Attempt) is { } text ? ParseAttempt(text) : (Ulid?)null;
        await using var ledger = await LedgerSchema.OpenAsync(invocation, stack, cancellationToken);
        if (parsed.GetValue(List))
        {
            var attempts = new AttemptsAnswer(entry.Source, entry.Name, key.SnapshotTime.ToString(), [.. (await ledger.AttemptsAsync(key, cancellationToken)).Select(AttemptRow.Of)]);
            invocation.Answer(attempts, AnswerJson.Default.AttemptsAnswer, attempts.Write);
            return ExitCode.Success;
        }

        var catalog = Catalogs.Open(stack.Lake, invocation.Clock);
        var table = stack.TableOf(entry);
        var rollback = await new Publisher(ledger, catalog, invocation.Faults, invocation.Clock).RollbackAsync(key, table, attempt, cancellationToken);
        var shown = await catalog.GetPartitionAsync(table, key.SnapshotTime, cancellationToken);
        var latest = await catalog.GetLatestAsync(table, cancellationToken);
        var together = (await ledger.TogetherAsync(key, cancellationToken)).Select(member => member.Member.Key).Where(other => other != key);
        var answer = new RollbackAnswer(
            entry.Source, entry.Name, key.SnapshotTime.ToString(), rollback.Attempt.ToString(), rollback.Replaced?.ToString(), rollback.Publication,
            [.. together.Select(other => RegistryNames.OfOutput(other.Table.ToString(), other.Output))],
            shown?.Location.AbsoluteUri ?? "", latest?.Parameters.SnapshotTime == key.SnapshotTime, latest?.Parameters.SnapshotTime.ToString());
        invocation.Answer(answer, AnswerJson.Default.RollbackAnswer, answer.Write);
        return ExitCode.Success;
    }

    private static Ulid ParseAttempt(string text) => Ulid.TryParse(text, out var attempt)
        ? attempt
        : throw new PlatformException(
            Stage.Configure, ExitCode.Usage, $"'{text}' is no attempt's id", "It has 26 characters, such as 01ARZ3NDEKTSV4RRFFQ69G5FAV; ./platform rollback TABLE --at TIME --list shows them.")
        { Kind = "usage" };
}
