using Platform.Registry.Failures;
using Platform.Registry.Grammar;
using Platform.Registry.Yaml;

namespace Platform.Registry.Stacks;

/// <summary>Reads <c>stacks/Pulumi.&lt;stack&gt;.yaml</c>: the keys of <c>config</c> that start with <c>platform:</c>.</summary>
public static class StackLoader
{
    /// <param name="directory">The folder of the stack files: <c>stacks</c>.</param>
    /// <param name="stack">The stack's name; <c>local</c> needs no file.</param>
    /// <exception cref="PlatformException">Usage (64), kind <c>unknown-stack</c>; configuration (78), kind <c>configuration</c>, with every mistake.</exception>
    public static StackSettings Load(string directory, string stack)
    {
        if (!Patterns.Name.IsMatch(stack)) throw Unknown(stack, $"a stack is {Patterns.NameExpected}");
        var path = Path.Combine(directory, $"Pulumi.{stack}.yaml");
        if (File.Exists(path)) return Read(path, stack);
        if (stack == StackSettings.Local) return StackGrammar.LocalDefaults;
        var known = Known(directory);
        throw Unknown(stack, NearestName.Hint(stack, known) ?? $"stacks: {string.Join(", ", known)}; a stack's file is {path}");
    }

    private static StackSettings Read(string path, string stack)
    {
        var mistakes = new MistakeList();
        var reading = new Reading(path, mistakes, FeatureList.None);
        var root = YamlReader.Read(File.ReadAllBytes(path), path, mistakes);
        var start = stack == StackSettings.Local ? StackGrammar.LocalDefaults : new StackSettings { Name = stack, Lake = "" };
        if (root is null || !StackGrammar.File(start).TryRead(root, "", reading, out var settings))
        {
            mistakes.ThrowIfAny($"stack {stack}");
            return start;
        }
        // One that is there and wrong is told already.
        var config = (root as YamlMapping)?.Find("config") as YamlMapping;
        if (settings.Lake.Length == 0 && config?.Find("platform:lake") is null) reading.Report(root.Locate("config").At, "a stack needs platform:lake", "such as platform:lake: s3://bucket/prefix");
        if (settings is { IsLocal: false, Ledger: null } && config?.Find("platform:ledger") is null) reading.Report(root.Locate("config").At, "a stack needs platform:ledger", "such as platform:ledger: { secret: ARN }");
        mistakes.ThrowIfAny($"stack {stack}");
        return settings;
    }

    private static List<string> Known(string directory)
    {
        var files = Directory.Exists(directory) ? Directory.GetFiles(directory, "Pulumi.*.yaml") : [];
        var names = files.Select(file => Path.GetFileNameWithoutExtension(file)["Pulumi.".Length..]).Append(StackSettings.Local);
        return [.. names.Distinct().Order(StringComparer.Ordinal)];
    }

    private static PlatformException Unknown(string stack, string hint) =>
        new(Stage.Configure, ExitCode.Usage, $"there is no stack '{Shown.Text(stack)}'", hint) { Kind = "unknown-stack" };
}
