using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>Any text, as it is written.</summary>
internal sealed class TextShape(string what = "text", int maxLength = 65_536) : ScalarShape<string>
{
    public override string Expected => what;

    /// <summary>The whole text matches; null takes any.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>Numbers and booleans are taken as the text they are written as, and editors are told so.</summary>
    public bool AnyScalar { get; init; }

    /// <summary>The text may hold a password: no message repeats it.</summary>
    public bool Secret { get; init; }

    public override JsonObject Schema(string path, FeatureList unsupported)
    {
        if (AnyScalar) return new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") };
        var schema = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = maxLength };
        if (Pattern is not null) schema["pattern"] = Pattern.ToString();
        return schema;
    }

    public override string Write(string value) => YamlQuoting.Quote(value);

    protected override bool TryParse(YamlScalar scalar, [MaybeNullWhen(false)] out string value)
    {
        value = scalar.Text;
        return !scalar.IsNull && value.Length > 0 && value.Length <= maxLength && Pattern?.IsMatch(value) != false;
    }

    protected override string? Hint(YamlScalar wrong) => wrong switch
    {
        { IsNull: true, Text.Length: > 0 } => "in quotes it is text",
        { IsNull: true } or { Text.Length: 0 } => "leave the key out where there is nothing to say",
        _ when wrong.Text.Length > maxLength => $"at most {maxLength} characters",
        _ => null,
    };

    protected override string Found(YamlNode node) => node switch
    {
        YamlScalar scalar when scalar.Text.Length > maxLength => $"{scalar.Text.Length} characters",
        YamlScalar { IsNull: false } when Secret => "other text",
        YamlScalar { IsNull: false, Text.Length: 0 } => "nothing",
        _ => base.Found(node),
    };
}
