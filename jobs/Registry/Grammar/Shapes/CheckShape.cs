using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>A check: exactly one kind, and a severity.</summary>
internal sealed class CheckShape(params CheckKind[] kinds) : Shape<Check>
{
    private const string Severity = "severity";

    public override string Expected => $"a check: one of {Names}, and severity: fail or warn";

    private string Names => string.Join(", ", kinds.Select(kind => kind.Name));

    public override bool TryRead(YamlNode node, string path, Reading reading, [MaybeNullWhen(false)] out Check value)
    {
        value = null;
        if (node is not YamlMapping mapping)
        {
            reading.Report(node.At, $"expected {Expected}, found {node.Kind}");
            return false;
        }
        var severity = CheckSeverity.Fail;
        var named = new List<(CheckKind Kind, YamlPair Pair)>();
        foreach (var pair in mapping.Pairs)
        {
            if (pair.Key.Text == Severity) Choices.Severity.TryRead(pair.Value, $"{path}.{Severity}", reading, out severity);
            else if (kinds.FirstOrDefault(kind => kind.Name == pair.Key.Text) is { } kind) named.Add((kind, pair));
            else ReportUnknown(pair.Key, reading);
        }
        if (named.Count != 1) reading.Report(mapping.At, $"a check has one of {Names}, found {named.Count}");
        if (named is not [var (only, said)]) return false;
        value = only.Read(said.Value, $"{path}.{only.Name}", reading);
        if (value is null) return false;
        value = value with { Severity = severity };
        return true;
    }

    public override JsonObject Schema(string path, FeatureList unsupported)
    {
        var properties = new JsonObject();
        foreach (var kind in kinds) properties[kind.Name] = kind.Schema($"{path}.{kind.Name}", unsupported);
        var severity = Choices.Severity.Schema($"{path}.{Severity}", unsupported);
        severity["description"] = "fail (the default) publishes nothing; warn publishes and records.";
        properties[Severity] = severity;
        var one = kinds.Select(kind => (JsonNode)new JsonObject { ["required"] = new JsonArray(JsonValue.Create(kind.Name)) }).ToArray();
        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false, ["oneOf"] = new JsonArray(one) };
    }

    public override string Write(Check value)
    {
        var kind = kinds.First(kind => kind.Write(value) is not null);
        var severity = value.Severity == CheckSeverity.Fail ? "" : $", {Severity}: {Choices.Severity.Write(value.Severity)}";
        return $"{{ {kind.Name}: {kind.Write(value)}{severity} }}";
    }

    private void ReportUnknown(YamlScalar key, Reading reading) => reading.Report(
        key.At,
        $"unknown key '{Shown.Text(key.Text)}' in a check",
        NearestName.Hint(key.Text, kinds.Select(kind => kind.Name).Append(Severity)) ?? $"expected one of {Names}, severity");
}
