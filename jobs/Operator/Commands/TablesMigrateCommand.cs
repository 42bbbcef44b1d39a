using System.CommandLine;
using Platform.Lake.Catalog;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Publication.Migrating;
using Platform.Registry.Entries;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform tables migrate [TABLE]... [--dry-run]</c>: gives earlier partitions the columns that their tables have now.</summary>
internal static class TablesMigrateCommand
{
    private static readonly Argument<string[]> Tables = new("TABLE") { Description = "SCHEMA.TABLE or SOURCE/SCHEMA.TABLE [default: all]", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only tell what would be done" };

    public static Command Create(CommandRunner runner) =>
        runner.Runs(new Command("migrate", "Register earlier partitions anew after a compatible change of columns") { Tables, DryRun }, RunAsync);

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var stack = new Stack(invocation);
        var entries = stack.LoadRegistry().Select(parsed.GetValue(Tables) ?? []);
        var catalog = Catalogs.Open(stack.Lake, invocation.Clock);
        if (!catalog.CopiesColumns) invocation.Say($"The catalog of {stack.LakeUri} needs no migration: its readers take each file's own columns.");
        await using var ledger = await LedgerSchema.OpenAsync(invocation, stack, cancellationToken);
        var migration = new ColumnMigration(ledger, catalog, invocation.Clock);
        var done = new List<MigratedTable>();
        foreach (var entry in catalog.CopiesColumns ? entries.SelectMany(entry => entry.EachOutput()) : [])
        {
            try
            {
                done.Add(await migration.RunAsync(stack.TableOf(entry), !parsed.GetValue(DryRun), cancellationToken));
            }
            catch (PlatformException e) when (e.Kind == FailureKinds.TableMissing && entry.State == EntryState.Retired)
            {
                // Retired before it was ever deployed here.
            }
        }

        var answer = new TablesMigrateAnswer(parsed.GetValue(DryRun), [.. done.Select(table => new TablesMigrateRow(table.Table.ToString(), table.Partitions, table.Migrated, table.Left))]);
        invocation.Answer(answer, AnswerJson.Default.TablesMigrateAnswer, answer.Write);
        return ExitCode.Success;
    }
}
