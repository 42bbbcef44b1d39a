using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>A shape with a rule that its keys alone do not say; the rule reports what breaks it.</summary>
internal sealed class RuleShape<T>(Shape<T> shape, Action<T, YamlNode, Reading> rule) : Shape<T>
    where T : notnull
{
    public override string Expected => shape.Expected;

    public override bool TryRead(YamlNode node, string path, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        if (!shape.TryRead(node, path, reading, out value)) return false;
        rule(value, node, reading);
        return true;
    }

    public override JsonObject Schema(string path, FeatureList unsupported) => shape.Schema(path, unsupported);

    public override string Write(T value) => shape.Write(value);
}
