using System.Text.RegularExpressions;
using Platform.Registry.Failures;

namespace Platform.Operator.Answers;

/// <summary>What <c>--output json</c> prints where a command fails.</summary>
internal sealed record ErrorAnswer(ErrorFacts Error)
{
    public static ErrorAnswer Of(PlatformException failure) => new(ErrorFacts.Of(failure));
}

/// <summary>An error's facts, by the names of the ledger's columns.</summary>
internal sealed partial record ErrorFacts(string Type, string Message, string? Hint, int Exit, string? Source, string? Table, string? Column)
{
    public static ErrorFacts Of(PlatformException failure) =>
        new(failure.Kind, failure.Located(), failure.Hint, (int)failure.ExitCode, failure.SourceName, failure.Table, failure.Column);

    /// <summary>
    /// Failures of several subjects as a person reads them: the same one is said once, for all that it befell. Each job has its own instant at which it was refused; snapshot times, which are whole
    /// hours, tell failures apart.
    /// </summary>
    public static void WriteAll(TextWriter messages, IEnumerable<(string Subject, ErrorFacts Failure)> failures)
    {
        foreach (var same in failures.GroupBy(failed => (Timeless(failed.Failure.Message), Timeless(failed.Failure.Hint ?? ""), failed.Failure.Exit)))
            same.First().Failure.Write(messages, string.Join(", ", same.Select(failed => failed.Subject)));
    }

    private static string Timeless(string text) => Instant.Replace(text, "");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:(?!00:00Z)[\d:.]+Z")]
    private static partial Regex Instant { get; }

    private void Write(TextWriter messages, string subject)
    {
        messages.WriteLine(Printable.Lines($"error: {subject}: {Message} (exit {Exit})"));
        if (Hint is not null) messages.WriteLine(Printable.Lines($"hint: {Hint}"));
    }
}
