using System.CommandLine;
using System.Globalization;
using Platform.Lake.Catalog;
using Platform.Lake.Objects;
using Platform.Ledger;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Publication;
using Platform.Publication.Retention;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform prune [--table T]... [--dry-run] [--grace 24h]</c>: executes <c>keep</c>, and deletes the files of attempts that nothing refers to.</summary>
internal static class PruneCommand
{
    private static readonly Option<string[]> Table = new("--table") { Description = "Only this table: SCHEMA.TABLE or SOURCE/SCHEMA.TABLE; several times for several [default: all but retired ones]", HelpName = "TABLE" };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only list what would be done" };

    private static readonly Option<string> Grace = new("--grace")
    {
        Description = "Leave attempts alone that anybody had to do with in this time",
        HelpName = "DURATION",
        DefaultValueFactory = _ => "24h",
    };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("prune", "Take snapshots that keep no longer names out of the catalog, and delete files that nothing refers to") { Table, DryRun, Grace }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var grace = DurationArgument.Parse("--grace", parsed.GetValue(Grace)!);
        // Retired: the job is gone, the data stays.
        var entries = stack.LoadRegistry().Select(parsed.GetValue(Table) ?? []).Where(entry => entry.State != EntryState.Retired).ToList();
        await using var lake = ObjectStores.Open(stack.Lake, invocation.Clock);
        await using var ledger = await LedgerSchema.OpenAsync(invocation, stack, cancellationToken);
        var catalog = Catalogs.Open(stack.Lake, invocation.Clock);
        var pruner = new Pruner(ledger, catalog, lake, new Publisher(ledger, catalog, invocation.Faults, invocation.Clock), invocation.Faults);
        var reports = new List<(Entry, PruneReport)>();
        foreach (var entry in entries.SelectMany(entry => entry.EachOutput()))
        {
            var policy = RetentionPolicy.Of(stack.Name, entry, grace);
            reports.Add((entry, parsed.GetValue(DryRun) ? await pruner.PreviewAsync(policy, cancellationToken) : await pruner.RunAsync(policy, cancellationToken)));
        }

        foreach (var entry in entries) await TellOfRemovedAsync(invocation, ledger, entry, cancellationToken);
        var answer = PruneAnswer.Of(parsed.GetValue(DryRun), grace, reports);
        invocation.Answer(answer, AnswerJson.Default.PruneAnswer, answer.Write);
        return ExitCode.Success;
    }

    /// <summary>An output that has left the entry has no <c>keep</c>: what was published of it stays.</summary>
    private static async Task TellOfRemovedAsync(Invocation invocation, RunLedger ledger, Entry entry, CancellationToken cancellationToken)
    {
        foreach (var (output, snapshots) in await ledger.OutputsAsync(entry.Source, entry.Table, cancellationToken))
        {
            if (entry.EachOutput().Any(each => each.OutputName == output)) continue;
            invocation.Say(string.Create(CultureInfo.InvariantCulture, $"note: {RegistryNames.OfOutput(entry.FullName, output)} is no longer in the registry; its {snapshots} snapshots stay until the bucket's lifecycle ends them"));
        }
    }
}
