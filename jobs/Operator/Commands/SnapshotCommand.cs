using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Jobs;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Lateness;
using Platform.Registry.Loading;

namespace Platform.Operator.Commands;

/// <summary><c>platform snapshot [--table T]... [--at TIME] [--accept-late] [--force]</c>.</summary>
internal static class SnapshotCommand
{
    private static readonly Option<string[]> Table = new("--table")
    {
        Description = "A table of the registry: SCHEMA.TABLE or SOURCE/SCHEMA.TABLE; several times for several [default: all active ones]",
        HelpName = "TABLE",
    };

    private static readonly Option<string?> At = new("--at")
    {
        Description = "The snapshot time in UTC, such as 2026-03-01T10 [default: the one due last by each table's schedule]",
        HelpName = "TIME",
    };

    private static readonly Option<bool> AcceptLate = new("--accept-late") { Description = "Publish an hour that is past its max_lateness, marked late" };

    private static readonly Option<bool> Force = new("--force") { Description = "Take a snapshot anew and replace the published one" };

    private static readonly Option<bool> Here = HereOption.Create();

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("snapshot", "Take snapshots of tables, prove and publish them") { Table, At, AcceptLate, Force, Here }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var registry = stack.LoadRegistry();
        SnapshotTime? at = parsed.GetValue(At) is { } text ? SnapshotTime.Parse(text) : null;
        var targets = Targets(registry, parsed.GetValue(Table) ?? [], at, invocation.Clock.GetUtcNow());
        stack.RememberSources();
        var answer = await new SnapshotRun(invocation, stack, registry, parsed.GetValue(Here))
            .RunAsync(targets, new SnapshotWish(parsed.GetValue(AcceptLate), parsed.GetValue(Force)), cancellationToken);
        answer.WriteFailures(invocation.Terminal.Messages);
        invocation.Answer(answer, AnswerJson.Default.SnapshotAnswer, answer.WriteTable);
        return answer.ExitCode;
    }

    /// <summary>The named tables, or every active one; at the given time, or at that which each table's schedule had last.</summary>
    private static List<SnapshotTarget> Targets(RegistryContents registry, string[] names, SnapshotTime? at, DateTimeOffset now)
    {
        var entries = names.Length > 0
            ? names.Select(registry.Find).DistinctBy(entry => entry.FullName).ToList()
            : [.. registry.Entries.Where(entry => entry.State == EntryState.Active && (at is not { } time || entry.Schedule.IsOnSchedule(time)))];
        if (entries.Find(entry => entry.State == EntryState.Retired) is { } retired)
            throw new PlatformException(Stage.Configure, ExitCode.Usage, $"{retired.FullName} is retired", "A retired table keeps its data and takes no new snapshots.") { Kind = "usage" };
        if (entries.Count == 0)
        {
            throw new PlatformException(
                Stage.Configure, ExitCode.Usage,
                registry.Entries.Count == 0 ? "the registry has no tables" : $"no active table of the registry has a snapshot at {at}",
                registry.Entries.Count == 0 ? "Add some: ./platform tables add SOURCE --all --source SOURCE=URL" : "./platform tables list shows the schedules.")
            { Kind = "usage" };
        }

        // Every job would say so; said once, before any of them starts.
        if (at is { } asked) LatenessRule.RefuseFuture(entries[0].Table, asked, now);
        return [.. entries.Select(entry => new SnapshotTarget(entry, at ?? entry.Schedule.SnapshotAt(now)))];
    }
}
