using System.CommandLine;

namespace Platform.Operator.CommandLine;

/// <summary>The options that every command takes.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string> Stack = new("--stack")
    {
        Description = "The stack to work on: stacks/Pulumi.NAME.yaml; local is the embedded one",
        HelpName = "NAME",
        Recursive = true,
        DefaultValueFactory = _ => "local",
    };

    public static readonly Option<string?> Registry = new("--registry")
    {
        Description = "Folder of the registry [default: stacks/registry]",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<string?> Lake = new("--lake") { Description = "Where the files go, instead of the stack's lake", HelpName = "URI", Recursive = true };

    public static readonly Option<string?> Ledger = new("--ledger") { Description = "PostgreSQL URL of the ledger, instead of the stack's", HelpName = "URL", Recursive = true };

    public static readonly Option<string[]> Source = new("--source")
    {
        Description = "PostgreSQL URL of a source, instead of the stack's; may be given several times",
        HelpName = "NAME=URL",
        Recursive = true,
    };

    public static readonly Option<OutputForm> Output = new("--output")
    {
        Description = "text for people, json for one JSON document on stdout",
        HelpName = "text|json",
        Recursive = true,
        CustomParser = result => result.Tokens is [{ Value: "text" }] ? OutputForm.Text : result.Tokens is [{ Value: "json" }] ? OutputForm.Json : Unknown(result),
    };

    public static IEnumerable<Option> All { get; } = [Stack, Registry, Lake, Ledger, Source, Output];

    private static OutputForm Unknown(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"--output is '{string.Join(' ', result.Tokens.Select(token => token.Value))}', it must be one of text, json");
        return OutputForm.Text;
    }
}
