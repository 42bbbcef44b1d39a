using System.CommandLine;
using Platform.Registry.Failures;

namespace Platform.Operator.CommandLine;

/// <summary>What was said for every command. URLs carry passwords: none is ever printed.</summary>
internal sealed record GlobalValues(
    string Stack, string? Registry, string? Lake, string? Ledger, IReadOnlyDictionary<string, string> Sources, OutputForm Output)
{
    /// <exception cref="PlatformException">64 where a source is not NAME=URL or is named twice.</exception>
    public static GlobalValues Read(ParseResult parsed) => new(
        parsed.GetValue(GlobalOptions.Stack)!,
        parsed.GetValue(GlobalOptions.Registry),
        parsed.GetValue(GlobalOptions.Lake),
        parsed.GetValue(GlobalOptions.Ledger),
        ReadSources(parsed.GetValue(GlobalOptions.Source) ?? []),
        parsed.GetValue(GlobalOptions.Output));

    private static Dictionary<string, string> ReadSources(string[] sources)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var equals = source.IndexOf('=', StringComparison.Ordinal);
            // The text is not repeated: where the name is missing, it is a URL with its password.
            if (equals <= 0 || source.AsSpan(0, equals).ContainsAny(":/")) throw Wrong("--source must be NAME=URL");
            if (!read.TryAdd(source[..equals], source[(equals + 1)..])) throw Wrong($"--source names {source[..equals]} twice");
        }

        return read;
    }

    private static PlatformException Wrong(string message) =>
        new(Stage.Configure, ExitCode.Usage, message, "Write it like --source crm=postgresql://user@host:5432/database.") { Kind = "usage" };
}
