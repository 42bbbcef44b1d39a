using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Platform.Registry.Failures;
using Platform.Registry.Yaml;

namespace Platform.Registry.Grammar.Shapes;

/// <summary>A mapping with known keys. Unknown ones are mistakes, unless <paramref name="foreign"/> says whose they are.</summary>
/// <param name="what">What it describes: <c>a column</c>.</param>
/// <param name="start">The value before any key is read: what unsaid keys mean.</param>
/// <param name="keys">In the order in which they are written.</param>
/// <param name="foreign">True for keys that others read.</param>
internal sealed class MappingShape<T>(string what, Func<T> start, IReadOnlyList<Key<T>> keys, Predicate<string>? foreign = null) : Shape<T>
    where T : notnull
{
    public IReadOnlyList<Key<T>> Keys => keys;

    public override string Expected => $"{what}: a mapping of {string.Join(", ", keys.Select(key => key.Name))}";

    /// <summary>Answers what could be read also where it answers false, so that rules find further mistakes.</summary>
    public override bool TryRead(YamlNode node, string path, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = start();
        if (node is not YamlMapping mapping)
        {
            reading.Report(node.At, $"expected {Expected}, found {node.Kind}");
            return false;
        }
        var complete = true;
        foreach (var pair in mapping.Pairs)
        {
            if (keys.FirstOrDefault(key => key.Name == pair.Key.Text) is { } known) complete &= known.TryRead(ref value, pair.Value, Path(path, known.Name), reading) || !known.Required;
            else if (foreign?.Invoke(pair.Key.Text) != true) ReportUnknown(pair.Key, reading);
        }
        var missing = keys.Where(key => key.Required && mapping.Find(key.Name) is null).Select(key => key.Name).ToList();
        if (missing.Count > 0) reading.Report(mapping.At, $"{what} needs {string.Join(" and ", missing)}");
        return complete && missing.Count == 0;
    }

    public override JsonObject Schema(string path, FeatureList unsupported)
    {
        var properties = new JsonObject();
        foreach (var key in keys) properties[key.Name] = key.Schema(Path(path, key.Name), unsupported);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = foreign is not null };
        var required = keys.Where(key => key.Required).Select(key => (JsonNode)JsonValue.Create(key.Name)!).ToArray();
        if (required.Length > 0) schema["required"] = new JsonArray(required);
        return schema;
    }

    public override string Write(T value)
    {
        var written = keys.Select(key => (key.Name, Value: key.Write(value))).Where(key => key.Value is not null).Select(key => $"{key.Name}: {key.Value}").ToList();
        return written.Count == 0 ? "{}" : $"{{ {string.Join(", ", written)} }}";
    }

    private void ReportUnknown(YamlScalar key, Reading reading)
    {
        var names = keys.Select(known => known.Name).ToList();
        reading.Report(key.At, $"unknown key '{Shown.Text(key.Text)}' in {what}", NearestName.Hint(key.Text, names) ?? $"expected one of {string.Join(", ", names)}");
    }

    private static string Path(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
