using System.Text.RegularExpressions;

namespace Platform.PulumiConformance.Tests;

/// <summary>One input as TypeScript declares it.</summary>
internal sealed record DeclaredInput(bool Required, string Type);

/// <summary>Reads the provider's TypeScript declarations: enough of them to compare names, requiredness and types.</summary>
internal sealed partial class Declarations(ProviderPackage package)
{
    private readonly Dictionary<string, string> _nestedTypes = Namespaces(Uncommented(package.Find("types/input.d.ts")!));

    /// <summary>The type token that the provider's own code registers; null where there is no such resource.</summary>
    public string? Token(string module, string resource) =>
        package.Find($"{module}/{FileOf(resource)}.js") is { } code && TokenIn.Match(code) is { Success: true } match ? match.Groups[1].Value : null;

    public Dictionary<string, DeclaredInput> Arguments(string module, string resource) =>
        Members(Body(Uncommented(package.Find($"{module}/{FileOf(resource)}.d.ts")!), $"export interface {resource}Args {{", "\n}"));

    public HashSet<string> Outputs(string module, string resource) =>
        [.. OutputIn.Matches(Uncommented(package.Find($"{module}/{FileOf(resource)}.d.ts")!)).Select(match => match.Groups[1].Value)];

    public Dictionary<string, DeclaredInput> Nested(string module, string type) => Members(Body(_nestedTypes[module], $"    interface {type} {{", "\n    }"));

    /// <summary>The type without the wrappers that every input has.</summary>
    public static string Bare(string type)
    {
        for (var bare = type.Trim(); ; type = bare)
        {
            if (InputOf.Match(bare) is { Success: true } input) bare = input.Groups[1].Value.Trim();
            if (bare.EndsWith(" | undefined", StringComparison.Ordinal)) bare = bare[..^" | undefined".Length].Trim();
            if (bare == type) return bare;
        }
    }

    private static string FileOf(string resource) => char.ToLowerInvariant(resource[0]) + resource[1..];

    private static Dictionary<string, DeclaredInput> Members(string body) => MemberIn.Matches(MapIn.Replace(body, "Map<$1>"))
        .ToDictionary(match => match.Groups[1].Value, match => new DeclaredInput(match.Groups[2].Length == 0, match.Groups[3].Value), StringComparer.Ordinal);

    private static string Body(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal);
        Assert.True(from >= 0, $"the provider's declarations have no '{start}'");
        from += start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static Dictionary<string, string> Namespaces(string text)
    {
        var starts = NamespaceIn.Matches(text);
        return starts.Select((match, i) => (Name: match.Groups[1].Value, Text: text[match.Index..(i + 1 < starts.Count ? starts[i + 1].Index : text.Length)]))
            .ToDictionary(each => each.Name, each => each.Text, StringComparer.Ordinal);
    }

    private static string Uncommented(string text) => CommentIn.Replace(text, "");

    [GeneratedRegex(@"/\*\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex CommentIn { get; }

    [GeneratedRegex(@"^export declare namespace (\w+) \{", RegexOptions.Multiline)]
    private static partial Regex NamespaceIn { get; }

    [GeneratedRegex(@"\{\s*\[key: string\]: ([^;]+);\s*\}")]
    private static partial Regex MapIn { get; }

    [GeneratedRegex("^\\s*\"?(\\w+)\"?(\\??): (.+?);\\s*$", RegexOptions.Multiline)]
    private static partial Regex MemberIn { get; }

    [GeneratedRegex(@"readonly (\w+): pulumi\.Output<")]
    private static partial Regex OutputIn { get; }

    [GeneratedRegex(@"^pulumi\.Input<(.*)>$")]
    private static partial Regex InputOf { get; }

    [GeneratedRegex("__pulumiType = ['\"]([^'\"]+)['\"]")]
    private static partial Regex TokenIn { get; }
}
