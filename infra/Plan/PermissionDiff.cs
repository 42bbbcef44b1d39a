using System.Text.Json.Nodes;

namespace Platform.Infra.Plan;

/// <summary>Who may do what, action by action, before and after.</summary>
internal static class PermissionDiff
{
    public static (IReadOnlyList<string> Gained, IReadOnlyList<string> Lost) Of(PlanDocument before, PlanDocument after)
    {
        var old = Permissions(before);
        var now = Permissions(after);
        return ([.. now.Except(old).Order(StringComparer.Ordinal)], [.. old.Except(now).Order(StringComparer.Ordinal)]);
    }

    private static HashSet<string> Permissions(PlanDocument plan) => [.. plan.Resources.SelectMany(resource => resource.Inputs
        .Where(input => input.Value is JsonObject document && document["Statement"] is JsonArray)
        .SelectMany(input => input.Value!["Statement"]!.AsArray().SelectMany(statement => Said(resource, statement!.AsObject()))))];

    private static IEnumerable<string> Said(PlanResource resource, JsonObject statement)
    {
        var who = statement["Principal"] is JsonObject principal ? $"{string.Join(", ", principal.SelectMany(pair => pair.Value!.AsArray().Select(value => (string)value!)))} on {resource.Name}" : resource.Name;
        var when = statement["Condition"] is { } condition ? $" when {condition.ToJsonString()}" : "";
        foreach (var action in statement["Action"]!.AsArray())
        {
            foreach (var target in statement["Resource"]?.AsArray().Select(target => (string)target!) ?? [resource.Name])
                yield return $"{(string)statement["Effect"]!} {who}: {(string)action!} on {target}{when}";
        }
    }
}
