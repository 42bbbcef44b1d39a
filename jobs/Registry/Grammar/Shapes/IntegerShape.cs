using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>A whole number in minimum..maximum.</summary>
internal sealed class IntegerShape(long minimum, long maximum) : ScalarShape<long>
{
    public override string Expected => maximum == long.MaxValue
        ? string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum}")
        : string.Create(CultureInfo.InvariantCulture, $"a whole number {minimum}..{maximum}");

    public override JsonObject Schema(string path, FeatureList unsupported)
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = minimum };
        if (maximum < long.MaxValue) schema["maximum"] = maximum;
        return schema;
    }

    public override string Write(long value) => value.ToString(CultureInfo.InvariantCulture);

    protected override bool TryParse(YamlScalar scalar, [MaybeNullWhen(false)] out long value)
    {
        value = 0;
        return scalar.Plain
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            && value >= minimum && value <= maximum;
    }

    protected override string? Hint(YamlScalar wrong) => !wrong.Plain && wrong.Text.All(char.IsAsciiDigit) ? "without quotes" : null;
}
