using System.CommandLine;
using Platform.Ledger.Migrations;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Failures;

namespace Platform.Operator.Commands;

/// <summary><c>platform ledger migrate</c>.</summary>
internal static class LedgerCommand
{
    public static Command Create(CommandRunner runner) => new("ledger", "The run ledger's schema")
    {
        runner.Runs(new Command("migrate", "Bring the ledger's schema up to this release; as the role that owns it"), RunAsync),
    };

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        var url = await new Stack(invocation).LedgerUrlAsync(cancellationToken);
        var applied = await LedgerSchema.MigrateAsync(url, invocation.Clock, cancellationToken);
        invocation.Answer(new MigrateAnswer(LedgerMigrations.Version, applied), AnswerJson.Default.MigrateAnswer, text =>
        {
            foreach (var name in applied) text.WriteLine($"applied {name}");
            text.WriteLine($"The ledger is at version {LedgerMigrations.Version}.");
        });
        return ExitCode.Success;
    }
}
