using System.Text.Json;
using Platform.Operator.Answers;
using Platform.Registry.Failures;

namespace Platform.Operator.CommandLine;

/// <summary>Where words go: answers to stdout, everything said along the way to stderr.</summary>
internal sealed class Terminal(TextWriter output, TextWriter messages)
{
    public TextWriter Output { get; } = output;

    public TextWriter Messages { get; } = messages;

    /// <summary>True where a person watches stderr live.</summary>
    public bool IsLive { get; } = !Console.IsErrorRedirected;

    /// <summary>Prints the error, never a stack trace, and gives the process's exit code.</summary>
    public int Fail(PlatformException failure, bool asJson)
    {
        Messages.WriteLine(Printable.Lines($"error: {failure.Describe()}"));
        if (asJson) Output.WriteLine(JsonSerializer.Serialize(ErrorAnswer.Of(failure), AnswerJson.Default.ErrorAnswer));
        return (int)failure.ExitCode;
    }
}
