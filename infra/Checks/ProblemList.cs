using System.Globalization;
using Platform.Registry.Failures;

namespace Platform.Infra.Checks;

/// <summary>What is wrong with a stack, all of it, so that one deployment tells everything.</summary>
public sealed class ProblemList
{
    private readonly List<string> problems = [];

    public IReadOnlyList<string> Problems => problems;

    /// <param name="subject">The table, source or key that is wrong.</param>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="hint">The way out.</param>
    public void Add(string subject, string message, string hint) => problems.Add($"{subject}: {message} ({hint})");

    /// <summary>Runs a reader; its mistakes are added, and null answered, where it fails with a configuration's mistakes.</summary>
    public T? Collect<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (PlatformException failure) when (failure.ExitCode == ExitCode.Configuration)
        {
            if (failure.Mistakes.Count > 0) problems.AddRange(failure.Mistakes.Select(mistake => mistake.ToString()));
            else problems.Add($"{failure.Message} ({failure.Hint})");
            return null;
        }
    }

    /// <exception cref="PlatformException">Configuration (78), kind <c>configuration</c>, with every problem.</exception>
    public void ThrowIfAny(string stack)
    {
        if (problems.Count == 0) return;
        var count = problems.Count == 1 ? "a mistake" : string.Create(CultureInfo.InvariantCulture, $"{problems.Count} mistakes");
        throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"{count} in stack {stack}:\n{string.Join('\n', problems)}", "nothing was declared; correct all of them and plan again") { Kind = "configuration" };
    }
}
