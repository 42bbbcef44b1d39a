using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Gaps;
using Platform.Operator.Jobs;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Lateness;
using Platform.Registry.Loading;

namespace Platform.Operator.Commands;

/// <summary><c>platform rerun --failed|--gaps|--table T --at TIME [--accept-late]</c>: makes up for snapshots that are not published, and says which can no longer be captured.</summary>
internal static class RerunCommand
{
    private static readonly Option<bool> Failed = new("--failed") { Description = "Every snapshot whose run failed and that is still not published" };

    private static readonly Option<bool> Gaps = new("--gaps") { Description = "Every snapshot that was due and is not published" };

    private static readonly Option<string?> At = new("--at") { Description = "This snapshot time of the tables named, in UTC, such as 2026-03-01T10", HelpName = "TIME" };

    private static readonly Option<string[]> Table = new("--table") { Description = "Only this table: SCHEMA.TABLE or SOURCE/SCHEMA.TABLE; several times for several", HelpName = "TABLE" };

    private static readonly Option<string?> Since = new("--since") { Description = "With --failed and --gaps, from this snapshot time on [default: 24 hours ago]", HelpName = "TIME" };

    private static readonly Option<bool> AcceptLate = new("--accept-late") { Description = "Publish hours that are past their max_lateness too, as the tables are now, marked late" };

    private static readonly Option<bool> Here = HereOption.Create();

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("rerun", "Take snapshots that failed or were missed, and say which can no longer be captured") { Failed, Gaps, Table, At, Since, AcceptLate, Here }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        CheckUsage(parsed);
        var stack = new Stack(invocation);
        var registry = stack.LoadRegistry();
        var targets = await TargetsAsync(parsed, invocation, stack, registry, cancellationToken);
        var tooLate = targets.Select(target => (Target: target, Refusal: Refusal(target, invocation.Clock.GetUtcNow(), parsed.GetValue(AcceptLate)))).ToLookup(judged => judged.Refusal is not null);
        var run = tooLate[false].Select(judged => judged.Target).ToList();
        var answer = run.Count == 0
            ? new SnapshotAnswer(stack.LakeUri, [], false)
            : await new SnapshotRun(invocation, stack, registry, parsed.GetValue(Here)).RunAsync(run, new SnapshotWish(parsed.GetValue(AcceptLate)), cancellationToken);
        answer = answer with { Snapshots = [.. answer.Snapshots, .. tooLate[true].Select(judged => TooLate(judged.Target, judged.Refusal!))] };
        answer.WriteFailures(invocation.Terminal.Messages);
        invocation.Answer(answer, AnswerJson.Default.SnapshotAnswer, text =>
        {
            if (targets.Count == 0) text.WriteLine("Nothing to do: no such snapshot is missing.");
            answer.WriteTable(text);
        });
        return answer.ExitCode;
    }

    private static void CheckUsage(ParseResult parsed)
    {
        var ways = new[] { parsed.GetValue(Failed), parsed.GetValue(Gaps), parsed.GetValue(At) is not null }.Count(said => said);
        if (ways != 1) throw Usage(ways == 0 ? "rerun needs one of --failed, --gaps and --at" : "--failed, --gaps and --at exclude each other");
        if (parsed.GetValue(At) is not null && parsed.GetValue(Table) is not { Length: > 0 }) throw Usage("--at needs --table: which tables to take at that time");
    }

    private static async Task<List<SnapshotTarget>> TargetsAsync(ParseResult parsed, Invocation invocation, Stack stack, RegistryContents registry, CancellationToken cancellationToken)
    {
        var entries = registry.Select(parsed.GetValue(Table) ?? []);
        if (parsed.GetValue(At) is { } at)
        {
            var time = SnapshotTime.Parse(at);
            return [.. entries.Select(entry => new SnapshotTarget(entry, time))];
        }

        var since = TimelineReader.Since(parsed.GetValue(Since), invocation.Clock.GetUtcNow());
        var expected = await TimelineReader.ReadAsync(invocation, stack, entries, since, cancellationToken);
        var gaps = expected.Where(snapshot => snapshot.IsGap && (snapshot.Failed || parsed.GetValue(Gaps)));
        return [.. gaps.Select(snapshot => new SnapshotTarget(snapshot.Entry, snapshot.Time))];
    }

    /// <summary>Null where it can be captured; the job asks again, with the source's clock.</summary>
    private static PlatformException? Refusal(SnapshotTarget target, DateTimeOffset now, bool acceptLate)
    {
        try
        {
            LatenessRule.Judge(target.Entry.Table, target.Time, now, target.Entry.MaxLateness, acceptLate);
            return null;
        }
        catch (PlatformException refusal)
        {
            return refusal;
        }
    }

    private static SnapshotResult TooLate(SnapshotTarget target, PlatformException refusal) => new()
    {
        Source = target.Entry.Source,
        Table = target.Entry.Table.ToString(),
        SnapshotTime = target.Time.ToString(),
        Status = "refused",
        Seconds = 0,
        Notices = [],
        Error = ErrorFacts.Of(refusal),
    };

    private static PlatformException Usage(string message) =>
        new(Stage.Configure, ExitCode.Usage, message, "Such as ./platform rerun --failed, or ./platform rerun --table public.orders --at 2026-03-01T10.") { Kind = "usage" };
}
