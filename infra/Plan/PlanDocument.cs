using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Infra.Plan;

/// <summary>What a stack would be, sorted and stable: the same registry and settings give the same bytes.</summary>
public sealed record PlanDocument(string Stack, IReadOnlyList<PlanResource> Resources, IReadOnlyList<string> Notes)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => Json(Resources).ToJsonString(Indented) + "\n";

    /// <summary>The form that is committed: JSON inside strings is written out, so that a reviewer sees which statement of a policy changed.</summary>
    public string ToGolden() => Json(Expanded.Resources).ToJsonString(Indented) + "\n";

    /// <summary>The same plan with JSON inside strings written out.</summary>
    public PlanDocument Expanded => this with { Resources = [.. Resources.Select(resource => resource with { Inputs = (JsonObject)EmbeddedJson.Expand(resource.Inputs)! })] };

    public static PlanDocument Read(string json)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        return new PlanDocument((string)root["stack"]!, [.. root["resources"]!.AsArray().Select(resource => PlanResource.Of(resource!.AsObject()))], [.. root["notes"]!.AsArray().Select(note => (string)note!)]);
    }

    private JsonObject Json(IEnumerable<PlanResource> resources) => new()
    {
        ["stack"] = Stack,
        ["resources"] = new JsonArray([.. resources.Select(resource => (JsonNode)resource.ToJson())]),
        ["notes"] = new JsonArray([.. Notes.Select(note => (JsonNode)note)]),
    };
}
