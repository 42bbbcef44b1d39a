using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Platform.Registry.Failures;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>One of a few names. The name <c>null</c> is taken with and without quotes.</summary>
internal sealed class ChoiceShape<T>(params (string Name, T Value)[] choices) : ScalarShape<T>
    where T : notnull
{
    public override string Expected => choices.Length == 1 ? choices[0].Name : $"one of {string.Join(", ", choices.Select(choice => choice.Name))}";

    public override JsonObject Schema(string path, FeatureList unsupported)
    {
        var names = choices.Select(choice => (JsonNode?)JsonValue.Create(choice.Name)).ToList();
        if (choices.Any(choice => choice.Name == "null")) names.Add(null);
        return new JsonObject { ["enum"] = new JsonArray([.. names]) };
    }

    public override string Write(T value) => choices.First(choice => choice.Value.Equals(value)).Name;

    protected override bool TryParse(YamlScalar scalar, [MaybeNullWhen(false)] out T value)
    {
        foreach (var choice in choices)
        {
            if (choice.Name != scalar.Text) continue;
            value = choice.Value;
            return true;
        }
        value = default;
        return false;
    }

    protected override string? Hint(YamlScalar wrong) => NearestName.Hint(wrong.Text, choices.Select(choice => choice.Name));
}
