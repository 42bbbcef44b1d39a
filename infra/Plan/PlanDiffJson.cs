using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Infra.Plan;

/// <summary>A difference for programs.</summary>
public static class PlanDiffJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(PlanDiff diff) => new JsonObject
    {
        ["stack"] = diff.Stack,
        ["added"] = new JsonArray([.. diff.Added.Select(resource => (JsonNode)resource.ToJson())]),
        ["removed"] = new JsonArray([.. diff.Removed.Select(resource => (JsonNode)resource.ToJson())]),
        ["changed"] = new JsonArray([.. diff.Changed.Select(Changed)]),
        ["permissions"] = new JsonObject { ["gained"] = Texts(diff.Gained), ["lost"] = Texts(diff.Lost) },
        ["warnings"] = Texts(diff.Warnings),
        ["refused"] = Texts(diff.Refused),
        ["alarms"] = diff.Alarms,
        ["metrics"] = diff.Alarms,
        ["storage_bytes"] = diff.Storage,
    }.ToJsonString(Indented) + "\n";

    private static JsonNode Changed(ResourceChange change) => new JsonObject
    {
        ["name"] = change.Resource.Name,
        ["type"] = change.Resource.Type,
        ["properties"] = new JsonArray([.. change.Properties.Select(property => (JsonNode)new JsonObject { ["path"] = property.Path, ["before"] = property.Before?.DeepClone(), ["after"] = property.After?.DeepClone() })]),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
