using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Jobs;
using Platform.Operator.Progress;
using Platform.Operator.Sample;
using Platform.Registry.Failures;
using Platform.Registry.Loading;

namespace Platform.Operator.Commands;

/// <summary><c>platform demo</c>: from a clean checkout to a published, proved snapshot of every table of the sample source.</summary>
internal static class DemoCommand
{
    private static readonly Option<bool> Restore = new("--restore") { Description = "Back every table up in Avro, empty all of them, and put them back from the backup, proved" };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("demo", "Make a sample database on an embedded PostgreSQL, snapshot every table of it, and show the result") { Restore }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        if (!stack.IsLocal)
            throw new PlatformException(Stage.Configure, ExitCode.Usage, "demo runs on the local stack only", "Leave --stack away.") { Kind = "usage" };
        var registry = stack.LoadRegistry();
        var targets = Due(registry, invocation.Clock.GetUtcNow());
        if (targets.Count == 0)
            throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"{stack.RegistryDirectory} has no tables of the source {ShopSample.SourceName}", "The demo's entries are in stacks/registry/shop.") { Kind = "registry-missing" };

        await MakeSampleAsync(invocation, stack, cancellationToken);
        if (parsed.GetValue(Restore)) return await new DemoRestore(invocation, stack).RunAsync(registry, cancellationToken);
        var started = invocation.Clock.GetTimestamp();
        var run = new SnapshotRun(invocation, stack, registry);
        targets = Due(registry, invocation.Clock.GetUtcNow());
        var answer = await run.RunAsync(targets, new SnapshotWish(), cancellationToken);
        if (answer.Snapshots.Any(result => result.Error?.Type == FailureKinds.TooLate))
        {
            targets = Due(registry, invocation.Clock.GetUtcNow());
            invocation.Say($"The hour ended meanwhile; taking the snapshots of {targets[0].Time} instead.");
            answer = await run.RunAsync(targets, new SnapshotWish(), cancellationToken);
        }

        answer.WriteFailures(invocation.Terminal.Messages);
        invocation.Answer(answer, AnswerJson.Default.SnapshotAnswer, text => Write(text, answer, targets, invocation.Clock.GetElapsedTime(started)));
        return answer.ExitCode;
    }

    private static List<SnapshotTarget> Due(RegistryContents registry, DateTimeOffset now) =>
        [.. registry.Entries.Where(entry => entry.Source == ShopSample.SourceName).Select(entry => new SnapshotTarget(entry, entry.Schedule.SnapshotAt(now)))];

    private static async Task MakeSampleAsync(Invocation invocation, Stack stack, CancellationToken cancellationToken)
    {
        var started = invocation.Clock.GetTimestamp();
        if (invocation.Terminal.IsLive) await invocation.Terminal.Messages.WriteAsync("Making the sample source shop ...\r");
        var made = await ShopSample.EnsureAsync(await stack.ClusterAsync(cancellationToken), cancellationToken);
        if (made) invocation.Say($"Sample source shop: 7 tables, 1,000,000 rows, made in {Quantity.Duration(invocation.Clock.GetElapsedTime(started))}.");
    }

    private static void Write(TextWriter text, SnapshotAnswer answer, IReadOnlyList<SnapshotTarget> targets, TimeSpan took)
    {
        var published = answer.Snapshots.Where(result => result.Error is null).ToList();
        if (published.Count == 0) return;
        if (published.TrueForAll(result => result.Status == "skipped"))
        {
            text.WriteLine($"Nothing to do: every table is published for {targets[0].Time} already; the next snapshot is due at {targets[0].Entry.Schedule.Next(targets[0].Time)}.");
            text.WriteLine();
        }

        answer.WriteTable(text);
        text.WriteLine();
        if (published.Exists(result => result.Status == "published"))
        {
            // A further output holds the same rows again.
            var tables = published.Where(result => targets.Any(target => target.Entry.Name == result.Table)).ToList();
            text.WriteLine($"{Quantity.Rows(tables.Sum(result => result.Rows ?? 0))} rows of {tables.Count} tables published for {targets[0].Time} in {Quantity.Duration(took)}.");
        }

        if (published.Find(result => result.Table == "public.orders") is not { Location: { } location }) return;
        text.WriteLine("Query it, for example in DuckDB:");
        text.WriteLine(QueryOf(location));
    }

    /// <summary>A query to paste, whatever the path of the checkout.</summary>
    internal static string QueryOf(string location) =>
        $"select status, count(*) as orders, sum(total) as total from read_parquet('{new Uri(location).LocalPath.Replace("'", "''", StringComparison.Ordinal)}*.parquet') group by all order by orders desc;";
}
