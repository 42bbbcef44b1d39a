using System.CommandLine;
using Platform.Operator.Answers;
using Platform.Operator.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Failures;
using Platform.Registry.Stacks;

namespace Platform.Operator.Commands;

/// <summary><c>platform ledger migrate [--if-exists]</c>.</summary>
internal static class LedgerCommand
{
    private static readonly Option<bool> IfExists = new("--if-exists") { Description = "Leave a managed ledger alone that no deployment has made yet" };

    public static Command Create(CommandRunner runner) => new("ledger", "The run ledger's schema")
    {
        runner.Runs(new Command("migrate", "Bring the ledger's schema up to this release, as the role that owns it; on a managed ledger also make the jobs' login") { IfExists }, RunAsync),
    };

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Invocation invocation, CancellationToken cancellationToken)
    {
        using var migration = new LedgerMigration(new Stack(invocation), invocation.Clock);
        MigrateAnswer answer;
        try
        {
            answer = await migration.RunAsync(cancellationToken);
        }
        catch (PlatformException missing) when (missing.Kind == ManagedLedgerLogins.NotDeployed && parsed.GetValue(IfExists))
        {
            invocation.Say($"{missing.Message}; nothing is migrated");
            answer = new MigrateAnswer(0, []);
        }

        invocation.Answer(answer, AnswerJson.Default.MigrateAnswer, text =>
        {
            foreach (var name in answer.Applied) text.WriteLine($"applied {name}");
            if (answer.Version > 0) text.WriteLine($"The ledger is at version {answer.Version}.");
            if (answer.JobSecret is { } secret) text.WriteLine($"Jobs log in as {ManagedLedger.JobLogin}, by secret {secret}.");
        });
        return ExitCode.Success;
    }
}
