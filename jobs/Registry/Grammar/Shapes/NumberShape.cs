using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>A decimal number in minimum..maximum, with <paramref name="suffix"/> behind it where one is given, such as <c>%</c>.</summary>
internal sealed class NumberShape(string what, decimal minimum, decimal maximum, string suffix = "") : ScalarShape<decimal>
{
    public override string Expected => string.Create(CultureInfo.InvariantCulture, $"{what} {minimum}{suffix}..{maximum}{suffix}");

    public override JsonObject Schema(string path, FeatureList unsupported) => suffix.Length > 0
        ? new JsonObject { ["type"] = "string", ["pattern"] = $"^[0-9]+([.][0-9]+)?{suffix}$" }
        : new JsonObject { ["type"] = "number", ["minimum"] = minimum, ["maximum"] = maximum };

    public override string Write(decimal value) => value.ToString(CultureInfo.InvariantCulture) + suffix;

    protected override bool TryParse(YamlScalar scalar, [MaybeNullWhen(false)] out decimal value)
    {
        value = 0;
        return scalar.Text.EndsWith(suffix, StringComparison.Ordinal)
            && (scalar.Plain || suffix.Length > 0)
            && decimal.TryParse(scalar.Text[..^suffix.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
            && value >= minimum && value <= maximum;
    }
}
