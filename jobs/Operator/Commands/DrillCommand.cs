using System.CommandLine;
using Platform.Lake.Catalog;
using Platform.Ledger.Drills;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Operator.Jobs;
using Platform.Registry.Deployment;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;

namespace Platform.Operator.Commands;

/// <summary>
/// <c>platform drill [TABLE] [--at TIME] --into TARGET[=URL]</c>: restores a snapshot, a random one unless it is named, into a scratch schema, proves it, drops it, and records in the ledger how long that took.
/// </summary>
internal static class DrillCommand
{
    private static readonly Argument<string?> Table = new("TABLE") { Description = $"{TableArgument.Expected} [default: a random one]", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> At = new("--at") { Description = "The snapshot time in UTC, such as 2026-03-01T10 [default: a random one that is published]", HelpName = "TIME" };

    private static readonly Option<string> Into = new("--into")
    {
        Description = "The database to do it in: a name and a PostgreSQL URL, or the name of a known source alone; nothing of it is changed",
        HelpName = "TARGET[=URL]",
        Required = true,
    };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("drill", "Restore a snapshot into a scratch schema, prove it, drop it, and record the recovery time") { Table, At, Into }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var target = RestoreTarget.Parse(parsed.GetValue(Into)!);
        if (target.Table is not null) throw Wrong("a drill restores into a schema of its own, and --into names a table");
        var registry = stack.LoadRegistry();
        IReadOnlyList<Entry> entries = parsed.GetValue(Table) is { } name ? [registry.FindOutput(name)] : [.. registry.Entries.SelectMany(entry => entry.EachOutput()).Where(CanRestore)];
        var (snapshot, time) = await ChooseAsync(entries, parsed.GetValue(At), stack, invocation, cancellationToken);
        var url = await target.UrlAsync(stack, cancellationToken);
        await using var ledger = await LedgerSchema.OpenAsync(invocation, stack, cancellationToken);
        // What is masked or lost by policy does not hinder a drill, nor does what the scratch database lacks.
        string[] further = ["--mode", "create", "--drill", "--partial", .. snapshot.Entry.Columns.SelectMany(c => new[] { "--allow", c.Name })];
        var drill = new Drill
        {
            Source = snapshot.Entry.Source,
            SchemaName = snapshot.Entry.Table.Schema,
            TableName = snapshot.Entry.Table.Name,
            SnapshotTime = time.Value,
            Location = snapshot.Location,
            Target = target.Name,
            Status = "proved",
            RecoverySeconds = 0,
        };
        var started = invocation.Clock.GetTimestamp();
        try
        {
            var restored = await new RestoreRun(invocation, stack).RunAsync($"drill {snapshot.Entry.FullName}", [snapshot], into: null, [(JobVariables.TargetUrl, url)], further, target.Name);
            drill = drill with { RecoverySeconds = restored.Seconds, Rows = restored.Rows, Bytes = restored.Bytes };
        }
        catch (Exception e) when (e is PlatformException or OperationCanceledException)
        {
            var known = e as PlatformException;
            var failed = drill with
            {
                Status = "failed",
                RecoverySeconds = invocation.Clock.GetElapsedTime(started).TotalSeconds,
                ErrorType = known?.Kind ?? "interrupted",
                ErrorMessage = known?.Message ?? "the drill was interrupted",
                ErrorHint = known?.Hint ?? "run it again",
            };
            await ledger.NoteDrillAsync(failed, CancellationToken.None);
            throw;
        }

        var number = await ledger.NoteDrillAsync(drill, CancellationToken.None);
        var answer = new DrillAnswer(number, drill.Source, snapshot.Entry.Name, time.ToString(), drill.Location, drill.Target, drill.Rows ?? 0, drill.Bytes ?? 0, drill.RecoverySeconds);
        invocation.Answer(answer, AnswerJson.Default.DrillAnswer, answer.Write);
        return ExitCode.Success;
    }

    /// <summary>Formats that name their types, and masks that leave values of the column's own.</summary>
    private static bool CanRestore(Entry entry) => entry.State != EntryState.Retired && entry.Format is FileFormat.Parquet or FileFormat.Avro
        && entry.Columns.All(c => c.Mask is null or Mask.Drop || TypeTable.Find(c).Type == TypeTable.Find(c with { Mask = null }).Type);

    /// <summary>Tables in random order, until one has a snapshot.</summary>
    private static async Task<(StoredAt Snapshot, SnapshotTime Time)> ChooseAsync(
        IReadOnlyList<Entry> entries, string? at, Stack stack, Invocation invocation, CancellationToken cancellationToken)
    {
        SnapshotTime? wanted = at is null ? null : SnapshotTime.Parse(at);
        var catalog = Catalogs.Open(stack.Lake, invocation.Clock);
        var shuffled = entries.ToArray();
        Random.Shared.Shuffle(shuffled);
        foreach (var entry in shuffled)
        {
            var published = (await catalog.ListPartitionsAsync(stack.TableOf(entry), cancellationToken)).Where(p => wanted is not { } time || p.Parameters.SnapshotTime == time).ToList();
            if (published.Count == 0) continue;
            var chosen = published[Random.Shared.Next(published.Count)];
            return (new StoredAt(entry, chosen.Location.AbsoluteUri), chosen.Parameters.SnapshotTime);
        }

        var what = entries.Count == 1 ? entries[0].FullName : "any table";
        throw new PlatformException(Stage.Restore, ExitCode.Unavailable, wanted is { } none ? $"no snapshot of {what} is published for {none}" : $"no snapshot of {what} is published yet", "./platform gaps shows which there are.")
        { Kind = "not-published" };
    }

    private static PlatformException Wrong(string message) => new(Stage.Configure, ExitCode.Usage, message, "Leave :SCHEMA.TABLE out.") { Kind = "usage" };
}
