using System.CommandLine;
using Platform.Registry.Failures;

namespace Platform.Operator.CommandLine;

/// <summary>A command line that cannot be understood: every mistake at once, with the nearest name, exit 64.</summary>
internal static class UsageErrors
{
    public static int Report(ParseResult parsed, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        var known = Names(command);
        var lines = parsed.Errors
            .Select(error => Sentence(error.Message, command))
            .Concat(parsed.UnmatchedTokens.Select(token => Unknown(token, known)))
            .Distinct(StringComparer.Ordinal);
        // System.CommandLine says "Required command was not provided" beside an unknown one; the unknown one says it all.
        var messages = lines.Where(line => parsed.UnmatchedTokens.Count == 0 || !IsFollowUp(line)).ToList();
        var failure = new PlatformException(
            Stage.Configure, ExitCode.Usage, string.Join('\n', messages), $"./platform {PathOf(parsed)}--help shows what there is.")
        { Kind = "usage" };
        return terminal.Fail(failure, IsJson(parsed));
    }

    private static string Unknown(string token, IReadOnlyList<string> known)
    {
        var nearest = NearestName.Of(token, known);
        return $"'{Shown(token)}' is unknown" + (nearest is null ? "" : $", did you mean '{nearest}'?");
    }

    /// <summary>An unknown word may be a URL with a password in it.</summary>
    private static string Shown(string token) => token.Contains("://", StringComparison.Ordinal) ? "(a URL)" : token;

    private static bool IsFollowUp(string message) =>
        message.Contains(" needs a command: ", StringComparison.Ordinal) || message.StartsWith("Unrecognized command", StringComparison.Ordinal);

    private static string Sentence(string message, Command command) => message.StartsWith("Required command", StringComparison.Ordinal)
        ? $"{command.Name} needs a command: one of {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}"
        : message.StartsWith("Required argument", StringComparison.Ordinal)
            ? $"{command.Name} needs {string.Join(' ', command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0).Select(argument => argument.Name))}"
            : message.TrimEnd('.');

    private static List<string> Names(Command command) =>
        [.. command.Subcommands.Select(sub => sub.Name), .. command.Options.Select(option => option.Name), .. GlobalOptions.All.Select(option => option.Name)];

    private static string PathOf(ParseResult parsed)
    {
        var path = "";
        for (var result = parsed.CommandResult; result?.Parent is System.CommandLine.Parsing.CommandResult parent; result = parent) path = $"{result.Command.Name} {path}";
        return path;
    }

    private static bool IsJson(ParseResult parsed) => parsed.Tokens.Select(token => token.Value).SkipWhile(token => token != "--output").Skip(1).FirstOrDefault() == "json";
}
