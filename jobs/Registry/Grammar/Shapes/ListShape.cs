using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>A list of one shape.</summary>
internal sealed class ListShape<T>(string what, Shape<T> item, int minimum = 0) : Shape<IReadOnlyList<T>>
    where T : notnull
{
    public override string Expected => $"a list of {what}";

    public override bool TryRead(YamlNode node, string path, Reading reading, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = default;
        if (node is not YamlSequence sequence)
        {
            reading.Report(node.At, $"expected {Expected}, found {node.Kind}");
            return false;
        }
        if (sequence.Items.Count < minimum)
        {
            reading.Report(node.At, sequence.Items.Count == 0 ? $"expected {Expected}, found an empty list" : string.Create(CultureInfo.InvariantCulture, $"expected {Expected}, {minimum} or more, found {sequence.Items.Count}"));
            return false;
        }
        var items = new List<T>();
        foreach (var each in sequence.Items)
        {
            if (item.TryRead(each, $"{path}[]", reading, out var read)) items.Add(read);
        }
        value = items;
        return items.Count == sequence.Items.Count;
    }

    public override JsonObject Schema(string path, FeatureList unsupported)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema($"{path}[]", unsupported) };
        if (minimum > 0) schema["minItems"] = minimum;
        return schema;
    }

    public override string Write(IReadOnlyList<T> value) => value.Count == 0 ? "[]" : $"[{string.Join(", ", value.Select(item.Write))}]";

    /// <summary>The items one by one, for a list that is written one item a line.</summary>
    public IEnumerable<string> WriteItems(IReadOnlyList<T> value) => value.Select(item.Write);
}
