using System.CommandLine;
using System.CommandLine.Help;
using Platform.Operator.Commands;
using Platform.Registry.Failures;

namespace Platform.Operator.CommandLine;

/// <summary>The command line as a whole: what there is, and how every command is run.</summary>
internal static class PlatformCommand
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter messages, TimeProvider clock)
    {
        var interrupt = new Interrupt();
        var terminal = new Terminal(output, messages);
        var parsed = Create(terminal, clock, interrupt).Parse(args);
        // --help answers whatever else is missing or wrong.
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExitStatus) return UsageErrors.Report(parsed, terminal);
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = messages,
            EnableDefaultExceptionHandler = false,
            // We handle signals: a command ends when its children have.
            ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(configuration, interrupt.Asked);
    }

    private static RootCommand Create(Terminal terminal, TimeProvider clock, Interrupt interrupt)
    {
        var runner = new CommandRunner(terminal, clock, interrupt);
        var root = new RootCommand("Exact, hourly copies of PostgreSQL tables as Parquet, proved and published.")
        {
            DemoCommand.Create(runner),
            Described(runner, "test", "Run the whole test suite, installing what it needs"),
            TablesCommand.Create(runner),
            SnapshotCommand.Create(runner),
            StatusCommand.Create(runner),
            GapsCommand.Create(runner),
            RerunCommand.Create(runner),
            LogsCommand.Create(runner),
            CancelCommand.Create(runner),
            RollbackCommand.Create(runner),
            LatestCommand.Create(runner),
            PruneCommand.Create(runner),
            RepairCommand.Create(runner),
            PathCommand.Create(runner),
            QueryCommand.Create(runner),
            VerifyCommand.Create(runner),
            RestoreCommand.Create(runner),
            DrillCommand.Create(runner),
            DiffCommand.Create(runner),
            DoctorCommand.Create(runner),
            LedgerCommand.Create(runner),
            LocalCommand.Create(runner),
            Described(runner, "plan", "Show the cloud resources of a stack, without cloud credentials"),
        };
        root.TreatUnmatchedTokensAsErrors = true;
        foreach (var option in GlobalOptions.All) root.Options.Add(option);
        foreach (var help in root.Options.OfType<HelpOption>()) help.Action = new HelpWithExitStatus();
        return root;
    }

    /// <summary>The root script runs these before this program starts; they are here to be listed.</summary>
    private static Command Described(CommandRunner runner, string name, string description) => runner.Runs(
        new Command(name, description),
        (_, _, _) => throw new PlatformException(
            Stage.Configure, ExitCode.Usage, $"{name} belongs to the root script, not to this binary", $"Run ./platform {name} from the checkout.")
        { Kind = "usage" });
}
