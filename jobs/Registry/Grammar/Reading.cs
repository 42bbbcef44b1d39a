using Platform.Registry.Failures;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar;

/// <summary>One file being read: where its mistakes go, and which features are not built yet.</summary>
internal sealed class Reading(string file, MistakeList mistakes, FeatureList unsupported)
{
    public string File => file;

    public void Report(Position at, string message, string? hint = null) => mistakes.Add(new Mistake(file, at.Line, at.Column, message, hint));

    /// <summary>Reports a value that is understood and whose feature is not built yet.</summary>
    public void CheckSupported(string path, YamlNode value)
    {
        foreach (var feature in unsupported.At(path))
        {
            if (feature.Uses(value)) Report(value.At, $"{feature.Names(value)} is not yet supported", feature.WayOut);
        }
    }
}
