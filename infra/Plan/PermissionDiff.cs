using System.Text.Json.Nodes;

namespace Platform.Infra.Plan;

/// <summary>Who may do what before and after: compared action by action and target by target, told statement by statement.</summary>
internal static class PermissionDiff
{
    public static (IReadOnlyList<string> Gained, IReadOnlyList<string> Lost) Of(PlanDocument before, PlanDocument after)
    {
        var old = Permissions(before);
        var now = Permissions(after);
        return (Told(now.Except(old)), Told(old.Except(now)));
    }

    /// <summary>Actions on the same targets in one sentence, and targets of the same actions.</summary>
    private static List<string> Told(IEnumerable<Permission> permissions) => [.. permissions
        .GroupBy(each => (each.Effect, each.Who, each.When, each.Action))
        .Select(group => (group.Key, Targets: string.Join(", ", group.Select(each => each.Target).Distinct().Order(StringComparer.Ordinal))))
        .GroupBy(each => (each.Key.Effect, each.Key.Who, each.Key.When, each.Targets))
        .Select(group => $"{group.Key.Effect} {group.Key.Who}: {string.Join(", ", group.Select(each => each.Key.Action).Order(StringComparer.Ordinal))} on {group.Key.Targets}{group.Key.When}")
        .Order(StringComparer.Ordinal)];

    private static HashSet<Permission> Permissions(PlanDocument plan) => [.. plan.Resources.SelectMany(resource => resource.Inputs
        .Where(input => input.Value is JsonObject document && document["Statement"] is JsonArray)
        .SelectMany(input => input.Value!["Statement"]!.AsArray().SelectMany(statement => Said(resource, statement!.AsObject()))))];

    private static IEnumerable<Permission> Said(PlanResource resource, JsonObject statement)
    {
        // A table's job and its readers have policies of one name: whose it is says its kind.
        var owner = $"{PlanText.Short(resource.Type)} {resource.Name}";
        var who = statement["Principal"] is JsonObject principal ? $"{string.Join(", ", principal.SelectMany(pair => pair.Value!.AsArray().Select(value => (string)value!)))} on {owner}" : owner;
        var when = statement["Condition"] is { } condition ? $" when {condition.ToJsonString()}" : "";
        return
            from action in statement["Action"]!.AsArray()
            from target in statement["Resource"]?.AsArray().Select(target => (string)target!) ?? [owner]
            select new Permission((string)statement["Effect"]!, who, (string)action!, target, when);
    }

    private sealed record Permission(string Effect, string Who, string Action, string Target, string When);
}
