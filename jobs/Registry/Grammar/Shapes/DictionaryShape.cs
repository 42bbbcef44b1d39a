using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>A mapping from names that the author chooses to values of one shape; kept in ordinal order.</summary>
internal sealed class DictionaryShape<T>(string what, string nameExpected, Regex name, Shape<T> value) : Shape<IReadOnlyDictionary<string, T>>
    where T : notnull
{
    public override string Expected => $"a mapping of {what}";

    public override bool TryRead(YamlNode node, string path, Reading reading, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, T> read)
    {
        read = null;
        if (node is not YamlMapping mapping)
        {
            reading.Report(node.At, $"expected {Expected}, found {node.Kind}");
            return false;
        }
        var values = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var pair in mapping.Pairs)
        {
            if (!name.IsMatch(pair.Key.Text)) reading.Report(pair.Key.At, $"expected {nameExpected}, found '{Shown.Text(pair.Key.Text)}'");
            else if (value.TryRead(pair.Value, $"{path}[]", reading, out var item)) values.Add(pair.Key.Text, item);
        }
        read = values;
        return values.Count == mapping.Pairs.Count;
    }

    public override JsonObject Schema(string path, FeatureList unsupported) => new()
    {
        ["type"] = "object",
        ["propertyNames"] = new JsonObject { ["pattern"] = name.ToString() },
        ["additionalProperties"] = value.Schema($"{path}[]", unsupported),
    };

    public override string Write(IReadOnlyDictionary<string, T> written) =>
        written.Count == 0 ? "{}" : $"{{ {string.Join(", ", written.Select(pair => $"{YamlQuoting.Quote(pair.Key)}: {value.Write(pair.Value)}"))} }}";
}
