using System.Globalization;
using System.Text.Json.Nodes;

namespace Platform.Infra.Plan;

/// <summary>Walks two values side by side and names each leaf that differs.</summary>
internal static class PropertyDiff
{
    public static void Compare(string path, JsonNode? before, JsonNode? after, List<PropertyChange> into)
    {
        switch (before, after)
        {
            case (JsonObject old, JsonObject now):
                foreach (var key in old.Select(pair => pair.Key).Union(now.Select(pair => pair.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
                    Compare(path.Length == 0 ? key : $"{path}.{key}", old[key], now[key], into);
                break;
            case (JsonArray old, JsonArray now) when Named(old) is { } name && Named(now) == name:
                var names = old.Concat(now).Select(item => (string)item![name]!).Distinct(StringComparer.Ordinal);
                foreach (var each in names) Compare($"{path}[{each}]", Find(old, name, each), Find(now, name, each), into);
                break;
            case (JsonArray old, JsonArray now):
                for (var i = 0; i < Math.Max(old.Count, now.Count); i++)
                    Compare(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), i < old.Count ? old[i] : null, i < now.Count ? now[i] : null, into);
                break;
            default:
                if (!JsonNode.DeepEquals(before, after)) into.Add(new PropertyChange(path, before, after));
                break;
        }
    }

    /// <summary>The key by which a list's items are told apart, so that one more of them is one change; null for a plain list.</summary>
    private static string? Named(JsonArray list) => new[] { "Sid", "id", "name" }.FirstOrDefault(key =>
        list.Count > 0 && list.All(item => item is JsonObject json && json[key] is JsonValue) && list.Select(item => (string)item![key]!).Distinct(StringComparer.Ordinal).Count() == list.Count);

    private static JsonNode? Find(JsonArray list, string key, string value) => list.FirstOrDefault(item => (string)item![key]! == value);
}
