using System.Text.Json.Nodes;

namespace Platform.Infra.Plan;

/// <summary>One property that changed; null where it is absent.</summary>
public sealed record PropertyChange(string Path, JsonNode? Before, JsonNode? After);

/// <summary>One resource in both plans that is not the same.</summary>
public sealed record ResourceChange(PlanResource Resource, IReadOnlyList<PropertyChange> Properties);

/// <summary>What separates two plans of one stack.</summary>
public sealed record PlanDiff(string Stack, IReadOnlyList<PlanResource> Added, IReadOnlyList<PlanResource> Removed, IReadOnlyList<ResourceChange> Changed)
{
    /// <summary>Permissions that somebody gains and loses.</summary>
    public required IReadOnlyList<string> Gained { get; init; }

    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>Athena type warnings that the earlier plan did not have.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Changes that the engine, or good sense, will refuse.</summary>
    public required IReadOnlyList<string> Refused { get; init; }

    /// <summary>Growth of kept storage, in bytes.</summary>
    public required long Storage { get; init; }

    public required int Alarms { get; init; }

    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count == 0;

    /// <summary>Both plans in their expanded form.</summary>
    public static PlanDiff Of(PlanDocument before, PlanDocument after)
    {
        var old = before.Resources.ToDictionary(resource => resource.Key, StringComparer.Ordinal);
        var now = after.Resources.ToDictionary(resource => resource.Key, StringComparer.Ordinal);
        List<PlanResource> added = [.. after.Resources.Where(resource => !old.ContainsKey(resource.Key))];
        List<PlanResource> removed = [.. before.Resources.Where(resource => !now.ContainsKey(resource.Key))];
        List<ResourceChange> changed = [.. after.Resources
            .Where(resource => old.ContainsKey(resource.Key))
            .Select(resource => new ResourceChange(resource, Compare(old[resource.Key], resource)))
            .Where(change => change.Properties.Count > 0)];
        var (gained, lost) = PermissionDiff.Of(before, after);
        return new PlanDiff(after.Stack, added, removed, changed)
        {
            Gained = gained,
            Lost = lost,
            Warnings = [.. PlanText.Warnings(after).Except(PlanText.Warnings(before), StringComparer.Ordinal)],
            Refused = [.. Refusals.Of(before, after, changed)],
            Storage = PlanFacts.Bytes(after) - PlanFacts.Bytes(before),
            Alarms = PlanFacts.Alarms(after) - PlanFacts.Alarms(before),
        };
    }

    private static List<PropertyChange> Compare(PlanResource before, PlanResource after)
    {
        var changes = new List<PropertyChange>();
        PropertyDiff.Compare("", before.Inputs, after.Inputs, changes);
        if (before.Protect != after.Protect) changes.Add(new PropertyChange("[protect]", before.Protect, after.Protect));
        if (before.Retain != after.Retain) changes.Add(new PropertyChange("[kept on delete]", before.Retain, after.Retain));
        if (before.Parent != after.Parent) changes.Add(new PropertyChange("[parent]", before.Parent, after.Parent));
        return changes;
    }
}
