using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

internal sealed class BooleanShape : ScalarShape<bool>
{
    public override string Expected => "true or false";

    public override JsonObject Schema(string path, FeatureList unsupported) => new() { ["type"] = "boolean" };

    public override string Write(bool value) => value ? "true" : "false";

    protected override bool TryParse(YamlScalar scalar, [MaybeNullWhen(false)] out bool value)
    {
        value = scalar is { Plain: true, Text: "true" };
        return value || scalar is { Plain: true, Text: "false" };
    }

    protected override string? Hint(YamlScalar wrong) => wrong switch
    {
        { Plain: false, Text: "true" or "false" } => "without quotes",
        { Text: "yes" or "on" or "True" or "TRUE" } => "write true",
        { Text: "no" or "off" or "False" or "FALSE" } => "write false",
        _ => null,
    };
}
