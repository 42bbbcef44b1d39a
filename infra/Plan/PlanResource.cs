using System.Text.Json.Nodes;

namespace Platform.Infra.Plan;

/// <summary>One resource of a plan. <see cref="Parent"/> and <see cref="DependsOn"/> name others by their <see cref="Key"/>.</summary>
public sealed record PlanResource(string Name, string Type, JsonObject Inputs)
{
    public string? Parent { get; init; }

    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>The engine refuses to delete it.</summary>
    public bool Protect { get; init; }

    /// <summary>The engine forgets it instead of deleting it.</summary>
    public bool Retain { get; init; }

    /// <summary>The existing thing that it takes over.</summary>
    public string? Import { get; init; }

    /// <summary><c>type::name</c>, unique in a plan.</summary>
    public string Key => $"{Type}::{Name}";

    /// <summary>True for a component: it holds others together and is nothing in the cloud.</summary>
    public bool IsComponent => Type.StartsWith("platform:", StringComparison.Ordinal);

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["name"] = Name,
            ["type"] = Type,
            ["inputs"] = Inputs.DeepClone(),
            ["parent"] = Parent,
            ["dependsOn"] = new JsonArray([.. DependsOn.Select(key => (JsonNode)key)]),
        };
        if (Protect) json["protect"] = true;
        if (Retain) json["retain"] = true;
        if (Import is not null) json["import"] = Import;
        return json;
    }

    public static PlanResource Of(JsonObject json) => new((string)json["name"]!, (string)json["type"]!, (JsonObject)json["inputs"]!.DeepClone())
    {
        Parent = (string?)json["parent"],
        DependsOn = [.. json["dependsOn"]!.AsArray().Select(key => (string)key!)],
        Protect = (bool?)json["protect"] ?? false,
        Retain = (bool?)json["retain"] ?? false,
        Import = (string?)json["import"],
    };
}
