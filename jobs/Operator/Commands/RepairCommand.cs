using System.CommandLine;
using Platform.Lake.Catalog;
using Platform.Lake.Objects;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Publication;
using Platform.Publication.Repairing;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform repair [TABLE] [--dry-run]</c>: finishes what is decided and holds the catalog against the ledger.</summary>
internal static class RepairCommand
{
    private static readonly Argument<string?> Table = new("TABLE") { Description = "Only this table: SCHEMA.TABLE or SOURCE/SCHEMA.TABLE [default: all]", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only tell what would be done" };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("repair", "Finish publications that were decided, and show readers again what the ledger says is published") { Table, DryRun }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var entry = parsed.GetValue(Table) is { } name ? stack.LoadRegistry().Find(name) : null;
        await using var ledger = await LedgerSchema.OpenAsync(invocation, stack, cancellationToken);
        await using var store = ObjectStores.Open(stack.Lake, invocation.Clock);
        var catalog = Catalogs.Open(stack.Lake, invocation.Clock);
        var publisher = new Publisher(ledger, catalog, invocation.Faults, invocation.Clock);
        var findings = await new Repairer(ledger, catalog, store, publisher, invocation.Clock).RunAsync(entry?.Source, entry?.Table, !parsed.GetValue(DryRun), cancellationToken);
        var answer = new RepairAnswer(parsed.GetValue(DryRun), [.. findings.Select(RepairRow.Of)]);
        invocation.Answer(answer, AnswerJson.Default.RepairAnswer, answer.Write);
        return answer.ExitCode;
    }
}
