using System.CommandLine;
using Platform.Operator.Desk;
using Platform.Registry.Failures;

namespace Platform.Operator.CommandLine;

/// <summary>Runs a command's action: gives it its surroundings, and turns its failure into words and an exit code.</summary>
internal sealed class CommandRunner(Terminal terminal, TimeProvider clock, Interrupt interrupt)
{
    /// <summary>Sets what a command does; the action returns the exit code.</summary>
    public Command Runs(Command command, Func<ParseResult, Invocation, CancellationToken, Task<ExitCode>> action)
    {
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, action, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(
        ParseResult parsed, Func<ParseResult, Invocation, CancellationToken, Task<ExitCode>> action, CancellationToken cancellationToken)
    {
        var asJson = parsed.GetValue(GlobalOptions.Output) == OutputForm.Json;
        try
        {
            var invocation = new Invocation(GlobalValues.Read(parsed), Checkout.Find(), terminal, clock, interrupt);
            return (int)await action(parsed, invocation, cancellationToken);
        }
        catch (PlatformException failure)
        {
            return terminal.Fail(failure, asJson);
        }
        catch (OperationCanceledException) when (interrupt.Asked.IsCancellationRequested)
        {
            return terminal.Fail(new PlatformException(Stage.Configure, ExitCode.TryAgain, "interrupted", "Run it again; what was done is not done twice.") { Kind = "interrupted" }, asJson);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return terminal.Fail(UnforeseenFailure.Of(failure), asJson);
        }
    }
}
