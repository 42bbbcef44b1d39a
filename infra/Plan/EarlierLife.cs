namespace Platform.Infra.Plan;

/// <summary>
/// Tables that come back. When a retired table's file is deleted, its catalog table leaves the plan and stays in the cloud, where a deployment that makes it anew would
/// fail halfway. The plans that were committed remember it.
/// </summary>
public static class EarlierLife
{
    private const string CatalogTable = "aws:glue/catalogTable:CatalogTable";

    /// <summary>A sentence for every catalog table that is new, was here before, and is not imported.</summary>
    /// <param name="root">The checkout.</param>
    /// <param name="before">The plan that is compared with, in its expanded form.</param>
    /// <param name="after">The plan that is made, in its expanded form.</param>
    public static IReadOnlyList<string> Refusals(string root, PlanDocument before, PlanDocument after)
    {
        var old = before.Resources.Select(resource => resource.Key).ToHashSet(StringComparer.Ordinal);
        List<PlanResource> added = [.. after.Resources.Where(resource => resource.Type == CatalogTable && resource.Import is null && !old.Contains(resource.Key))];
        if (added.Count == 0) return [];
        var removals = Removals(root, after.Stack);
        return [.. added.Where(table => removals.ContainsKey(table.Key)).SelectMany(table => Refusal(root, after.Stack, table, removals[table.Key]))];
    }

    /// <summary>The newest commit that took a line about each catalog table out of the stack's plan.</summary>
    private static Dictionary<string, string> Removals(string root, string stack)
    {
        var removals = new Dictionary<string, string>(StringComparer.Ordinal);
        var commit = "";
        foreach (var line in GoldenPlan.Patches(root, stack))
        {
            if (line.StartsWith("commit ", StringComparison.Ordinal)) commit = line["commit ".Length..];
            var start = line.StartsWith('-') ? line.IndexOf($"{CatalogTable}::", StringComparison.Ordinal) : -1;
            if (start >= 0) removals.TryAdd(line[start..].TrimEnd(',').TrimEnd('"'), commit);
        }
        return removals;
    }

    private static IEnumerable<string> Refusal(string root, string stack, PlanResource table, string commit)
    {
        var last = GoldenPlan.At(root, stack, $"{commit}^");
        var next = GoldenPlan.At(root, stack, commit);
        if (last.Resources.FirstOrDefault(resource => resource.Key == table.Key) is not { } earlier || next.Resources.Any(resource => resource.Key == table.Key)) yield break;
        var name = $"{(string)table.Inputs["parameters"]!["platform.source"]!}/{(string)table.Inputs["parameters"]!["platform.table"]!}";
        // One that left while it was active was never deployed, or its deployment was refused; one whose version was raised, and a further output, stayed too.
        if (PlanFacts.Tables(last).FirstOrDefault(each => each.Name == name) is { State: not "retired" } && PlanFacts.Tables(next).All(each => each.Name != name)) yield break;
        var stayed = $"{name}: its catalog table stayed in the cloud when it left the plan in commit {commit[..10]}";
        List<string> problems = [.. Plan.Refusals.Incompatible(earlier, table)];
        if (problems.Count == 0) yield return $"{stayed}; take it over: platform:cloud import: [{name}]";
        foreach (var problem in problems) yield return $"{stayed}; {problem}; raise version, which makes a new catalog table beside the old";
    }
}
