using System.Globalization;
using Platform.Registry.Failures;

namespace Platform.Infra.Checks;

/// <summary>What is wrong with a stack, all of it, so that one deployment tells everything.</summary>
public sealed class ProblemList
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    /// <param name="subject">The table, source or key that is wrong.</param>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="hint">The way out.</param>
    public void Add(string subject, string message, string hint) => _problems.Add($"{subject}: {message} ({hint})");

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
            if (failure.Mistakes.Count > 0) _problems.AddRange(failure.Mistakes.Select(mistake => mistake.ToString()));
            else _problems.Add($"{failure.Message} ({failure.Hint})");
            return null;
        }
    }

    /// <exception cref="PlatformException">Configuration (78), kind <c>configuration</c>, with every problem.</exception>
    public void ThrowIfAny(string stack)
    {
        if (_problems.Count == 0) return;
        var count = _problems.Count == 1 ? "a mistake" : string.Create(CultureInfo.InvariantCulture, $"{_problems.Count} mistakes");
        throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"{count} in stack {stack}:\n{string.Join('\n', _problems)}", "nothing was declared; correct all of them and plan again") { Kind = "configuration" };
    }
}
