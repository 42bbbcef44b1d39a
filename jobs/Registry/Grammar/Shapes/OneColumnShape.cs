using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>One column and what is said of it: <c>{ total: { min: 0 } }</c>.</summary>
internal sealed class OneColumnShape<T>(Shape<T> value) : Shape<KeyValuePair<string, T>>
    where T : notnull
{
    public override string Expected => $"{{ column: {value.Expected} }}";

    public override bool TryRead(YamlNode node, string path, Reading reading, [MaybeNullWhen(false)] out KeyValuePair<string, T> read)
    {
        read = default;
        if (node is not YamlMapping { Pairs: [var pair] })
        {
            var found = node is YamlMapping mapping ? $"{mapping.Pairs.Count} columns" : node.Kind;
            reading.Report(node.At, $"expected {Expected}, found {found}", "one check is about one column");
            return false;
        }
        if (!value.TryRead(pair.Value, path, reading, out var inner)) return false;
        read = KeyValuePair.Create(pair.Key.Text, inner);
        return true;
    }

    public override JsonObject Schema(string path, FeatureList unsupported) => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["maxProperties"] = 1,
        ["additionalProperties"] = value.Schema(path, unsupported),
    };

    public override string Write(KeyValuePair<string, T> written) => $"{{ {YamlQuoting.Quote(written.Key)}: {value.Write(written.Value)} }}";
}
