using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Infra.Plan;

/// <summary>Policies, job containers and schedule inputs are JSON inside a string.</summary>
public static class EmbeddedJson
{
    /// <summary>A copy in which every string that holds a JSON object is that object.</summary>
    public static JsonNode? Expand(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                return new JsonObject(json.Select(pair => KeyValuePair.Create(pair.Key, Expand(pair.Value))));
            case JsonArray list:
                return new JsonArray([.. list.Select(Expand)]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && TryParse((string)value!, out var inner):
                return Expand(inner);
            default:
                return node?.DeepClone();
        }
    }

    private static bool TryParse(string text, out JsonObject? json)
    {
        json = null;
        if (text is not ['{', .., '}']) return false;
        try
        {
            json = JsonNode.Parse(text) as JsonObject;
            return json is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
