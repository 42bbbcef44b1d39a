using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Platform.Operator.CommandLine;

/// <summary>Every <c>--help</c> ends with what the exit code means: schedulers and scripts read it.</summary>
internal sealed class HelpWithExitStatus : SynchronousCommandLineAction
{
    private const string ExitStatus = """

        EXIT STATUS:
          0   done; for a snapshot: published, or already published
          64  the command line is wrong
          65  the data was refused: drift, a failed check, a loss in strict mode, too late
          69  a dependency is gone for good: no such host, database, table or snapshot
          75  try again: a passing fault, or interrupted
          77  a permission or credential is missing
          78  the configuration is wrong: registry, stack, environment, a missing system library
        """;

    private readonly HelpAction _help = new();

    public override bool Terminating => true;

    public override int Invoke(ParseResult parseResult)
    {
        _help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(ExitStatus.Replace("\n        ", "\n", StringComparison.Ordinal));
        return 0;
    }
}
