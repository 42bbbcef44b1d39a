using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.Fakes.Models;

/// <summary>Holds a JSON value against a shape: unknown and missing members, types, lengths, ranges, patterns and choices.</summary>
internal sealed class ShapeCheck(JsonElement shapes, List<string> problems)
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    public void Check(string name, JsonElement value, string path)
    {
        var shape = shapes.GetProperty(name);
        var type = shape.GetProperty("type").GetString();
        switch (type)
        {
            case "structure": Structure(shape, value, path); break;
            case "list": List(shape, value, path); break;
            case "map": Map(shape, value, path); break;
            case "string" or "blob": Text(shape, value, path); break;
            case "boolean": Expect(value.ValueKind is JsonValueKind.True or JsonValueKind.False, path, "a boolean"); break;
            case "integer" or "long": Number(shape, value, path, whole: true); break;
            case "double" or "float" or "timestamp": Number(shape, value, path, whole: false); break;
            default: problems.Add($"{path}: the model has type {type}, which is not known here"); break;
        }
    }

    private void Structure(JsonElement shape, JsonElement value, string path)
    {
        if (!Expect(value.ValueKind == JsonValueKind.Object, path, "an object")) return;
        var members = shape.GetProperty("members");
        if (shape.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray())
                if (!value.TryGetProperty(name.GetString()!, out _)) problems.Add($"{path}.{name.GetString()} is required and missing");
        }
        foreach (var given in value.EnumerateObject())
        {
            if (members.TryGetProperty(given.Name, out var member)) Check(member.GetProperty("shape").GetString()!, given.Value, $"{path}.{given.Name}");
            else problems.Add($"{path}.{given.Name} is not a member");
        }
    }

    private void List(JsonElement shape, JsonElement value, string path)
    {
        if (!Expect(value.ValueKind == JsonValueKind.Array, path, "a list")) return;
        Size(shape, value.GetArrayLength(), path, "items");
        var member = shape.GetProperty("member").GetProperty("shape").GetString()!;
        var index = 0;
        foreach (var item in value.EnumerateArray()) Check(member, item, $"{path}[{index++}]");
    }

    private void Map(JsonElement shape, JsonElement value, string path)
    {
        if (!Expect(value.ValueKind == JsonValueKind.Object, path, "a map")) return;
        var key = shapes.GetProperty(shape.GetProperty("key").GetProperty("shape").GetString()!);
        foreach (var entry in value.EnumerateObject())
        {
            Limits(key, entry.Name, $"{path} key '{entry.Name}'");
            Check(shape.GetProperty("value").GetProperty("shape").GetString()!, entry.Value, $"{path}.{entry.Name}");
        }
    }

    private void Text(JsonElement shape, JsonElement value, string path)
    {
        if (Expect(value.ValueKind == JsonValueKind.String, path, "a string")) Limits(shape, value.GetString()!, path);
    }

    private void Limits(JsonElement shape, string text, string path)
    {
        Size(shape, text.Length, path, "characters");
        if (shape.TryGetProperty("enum", out var choices) && !choices.EnumerateArray().Any(c => c.GetString() == text)) problems.Add($"{path} is '{text}', which is no choice");
        if (shape.TryGetProperty("pattern", out var pattern) && !PatternOf(pattern.GetString()!).IsMatch(text)) problems.Add($"{path} does not match {pattern.GetString()}");
    }

    private void Number(JsonElement shape, JsonElement value, string path, bool whole)
    {
        if (!Expect(value.ValueKind == JsonValueKind.Number && (!whole || value.TryGetInt64(out _)), path, "a number")) return;
        Size(shape, value.GetDouble(), path, "");
    }

    private void Size(JsonElement shape, double size, string path, string unit)
    {
        if (shape.TryGetProperty("min", out var min) && size < min.GetDouble()) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{path} has {size} {unit}, at least {min.GetDouble()} are asked for"));
        if (shape.TryGetProperty("max", out var max) && size > max.GetDouble()) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{path} has {size} {unit}, at most {max.GetDouble()} are allowed"));
    }

    private bool Expect(bool holds, string path, string what)
    {
        if (!holds) problems.Add($"{path} is not {what}");
        return holds;
    }

    /// <summary>The models' patterns are of a language whose characters are code points; the one range that differs is of surrogates.</summary>
    private static Regex PatternOf(string pattern) =>
        Patterns.GetOrAdd(pattern, static p => new Regex("^(?:" + p.Replace(@"\uD800\uDC00-\uDBFF\uDFFF", @"\uD800-\uDFFF", StringComparison.Ordinal) + ")$", RegexOptions.CultureInvariant | RegexOptions.Singleline));
}
